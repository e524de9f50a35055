import { encode } from 'uqr'

const namespace = 'http://www.w3.org/2000/svg'

/** Drawn as shapes, so that it is sharp at any size and needs no inline style. The longer the text, the less it may be damaged. */
export function qrCode(text: string, label: string): SVGElement {
  const { data, size } = encode(text, { ecc: text.length > 100 ? 'L' : 'M', border: 4 })
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', `0 0 ${String(size)} ${String(size)}`)
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', label)
  svg.setAttribute('shape-rendering', 'crispEdges')
  const dots = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : [])))
  const path = document.createElementNS(namespace, 'path')
  path.setAttribute('d', dots.join(''))
  svg.append(path)
  return svg
}
