import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import decodeQR from 'qr/decode.js'

interface Pixels {
  width: number
  height: number
  /** Red, green, blue and alpha of each pixel. */
  data: Uint8ClampedArray
}

/** What a camera reads in a QR code that a page draws as squares (letter/qr-code.ts). */
export function readDrawnQr({ size, path }: { size: number; path: string }): string {
  const scale = 4
  const picture = whitePicture(size * scale, size * scale)
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let row = 0; row < scale; row++)
      for (let column = 0; column < scale; column++) {
        const at = ((Number(y) * scale + row) * picture.width + Number(x) * scale + column) * 4
        picture.data.fill(0, at, at + 3)
      }
  return decodeQR(picture)
}

/** The QR code of a page of HTML. */
export function qrIn(html: string): string {
  const [, size, path] = /<svg viewBox="0 0 (\d+) \d+"[^>]*><path d="([^"]+)"\/>/.exec(html) ?? []
  if (path === undefined) throw new Error('there is no QR code on the page')
  return readDrawnQr({ size: Number(size), path })
}

/**
 * A page of a PDF as a printer would draw it.
 * @param dots for each point of the page, which is 1/72 inch
 * @param number of the page, from 1 on
 */
export async function pictureOf(pdf: Buffer, dots = 3, number = 1): Promise<Pixels> {
  const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0, disableFontFace: true }).promise
  const page = await file.getPage(number)
  const viewport = page.getViewport({ scale: dots })
  const { canvas, context } = (file.canvasFactory as CanvasFactory).create(viewport.width, viewport.height)
  await page.render({ canvas: null, canvasContext: context, viewport }).promise
  const { width, height } = canvas
  return { width, height, data: context.getImageData(0, 0, width, height).data }
}

interface CanvasFactory {
  create: (
    width: number,
    height: number,
  ) => {
    canvas: { width: number; height: number }
    context: CanvasRenderingContext2D
  }
}

/** What a camera reads in a part of a picture, given in shares of its width and height. */
export function qrWithin(
  picture: Pixels,
  { left, top, right, bottom }: Record<'left' | 'top' | 'right' | 'bottom', number>,
) {
  const [x, y] = [Math.floor(left * picture.width), Math.floor(top * picture.height)]
  const [width, height] = [Math.floor(right * picture.width) - x, Math.floor(bottom * picture.height) - y]
  // With a white edge, because the cut may run close to the code.
  const edge = 40
  const cut = whitePicture(width + 2 * edge, height + 2 * edge)
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * picture.width + x) * 4
    cut.data.set(picture.data.subarray(from, from + width * 4), ((row + edge) * cut.width + edge) * 4)
  }
  return decodeQR(cut)
}

function whitePicture(width: number, height: number): Pixels {
  return { width, height, data: new Uint8ClampedArray(width * height * 4).fill(255) }
}
