import { encode } from 'uqr'

const namespace = 'http://www.w3.org/2000/svg'

/**
 * Draws a QR code as SVG shapes, so that it is sharp at any size and needs no inline style. Longer text gets less error
 * correction.
 */
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
