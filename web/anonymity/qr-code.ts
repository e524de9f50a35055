import { qrCodeOf } from '../../server/letter/qr-code.ts'

const namespace = 'http://www.w3.org/2000/svg'

/** Draws a QR code. The server draws those of links in the same way (templates/sharing/_qr.hbs). */
export function qrCode(text: string, label: string): SVGElement {
  const { size, path: shapes } = qrCodeOf(text)
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', `0 0 ${String(size)} ${String(size)}`)
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', label)
  svg.setAttribute('shape-rendering', 'crispEdges')
  const path = document.createElementNS(namespace, 'path')
  path.setAttribute('d', shapes)
  svg.append(path)
  return svg
}
