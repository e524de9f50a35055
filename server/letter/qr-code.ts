import { encode } from 'uqr'

/** A QR code as shapes, so that it is sharp at any size and needs no inline style. */
export interface QrCode {
  /** Width and height in squares, with the white edge that scanners need. */
  size: number
  /** The `d` of an SVG path that fills the dark squares. */
  path: string
}

/** Longer text gets less error correction, because its squares would become too small for a camera. */
export function qrCodeOf(text: string): QrCode {
  const { data, size } = encode(text, { ecc: text.length > 100 ? 'L' : 'M', border: 4 })
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? `M${String(x)} ${String(y)}h1v1h-1z` : [])),
  )
  return { size, path: dark.join('') }
}
