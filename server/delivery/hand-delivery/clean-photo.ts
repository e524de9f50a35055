import { imageMeta } from 'image-meta'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { RenderingFailure } from '../../rendering/failure.ts'
import { RenderingPool } from '../../rendering/pool.ts'
import type { Drawn } from './photo-drawing.ts'
import { inServer } from '../../paths.ts'

export const largestPhoto = 15_000_000
const mostPixels = 60_000_000
/** The longer side of the published photo is at most this long. */
const shownPixels = 1600

const pool = new RenderingPool<string, Drawn>({
  module: inServer('delivery/hand-delivery/photo-drawing.ts'),
  most: 1,
  waiting: 10,
})
const limits = { memory: 1_500_000_000, time: 60_000 }

export interface CleanPhoto {
  jpeg: Buffer
  width: number
  height: number
}

const mediaTypes: Record<string, string> = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' }

/**
 * Encodes a photo again from its pixels, upright and not larger than needed. This drops all metadata, which can hold the place, the
 * time and the device.
 * @throws Refusal if the photo is too large, or cannot be read
 */
export async function cleanPhoto(bytes: Buffer): Promise<CleanPhoto> {
  if (bytes.length > largestPhoto) throw photoTooLargeRefusal()
  const { type, width, height, orientation } = measure(bytes)
  if (width * height > mostPixels)
    throw photoRefusal(say('hand-delivery-photo-too-many-pixels', { megapixels: mostPixels / 1_000_000 }))
  const scale = Math.min(1, shownPixels / Math.max(width, height))
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const [across, down] = orientation > 4 ? [h, w] : [w, h]
  const image = `<image width="${w}" height="${h}" preserveAspectRatio="none" transform="${upright(orientation, w, h)}" href="data:${type};base64,${bytes.toString('base64')}"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}"><rect width="100%" height="100%" fill="#fff"/>${image}</svg>`
  const { jpeg, ...drawn } = await draw(svg)
  return { jpeg: Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength), width: drawn.width, height: drawn.height }
}

/** Draws one photo at a time in a child process, because the file is untrusted input for a native decoder. */
async function draw(svg: string): Promise<Drawn> {
  try {
    return await pool.run(svg, limits)
  } catch (error) {
    if (!(error instanceof RenderingFailure) || error.passes) throw error
    throw photoRefusal(say('hand-delivery-photo-unreadable'))
  }
}

export async function stopPhotos(): Promise<void> {
  await pool.stop()
}

function measure(bytes: Buffer): { type: string; width: number; height: number; orientation: number } {
  try {
    const { type = '', width, height, orientation = 1 } = imageMeta(bytes)
    const mediaType = mediaTypes[type]
    if (mediaType !== undefined && width > 0 && height > 0) return { type: mediaType, width, height, orientation }
  } catch {
    // The file is not a readable image. The refusal below says so.
  }
  throw photoRefusal(say('hand-delivery-photo-wrong-kind'))
}

/** The SVG transform that undoes an EXIF orientation (1 to 8). `w` and `h` in pixels. */
function upright(orientation: number, w: number, h: number): string {
  const matrices: Record<number, string> = {
    2: `matrix(-1 0 0 1 ${w} 0)`,
    3: `matrix(-1 0 0 -1 ${w} ${h})`,
    4: `matrix(1 0 0 -1 0 ${h})`,
    5: 'matrix(0 1 1 0 0 0)',
    6: `matrix(0 1 -1 0 ${h} 0)`,
    7: `matrix(0 -1 -1 0 ${h} ${w})`,
    8: `matrix(0 -1 1 0 0 ${w})`,
  }
  return matrices[orientation] ?? 'matrix(1 0 0 1 0 0)'
}

export function photoTooLargeRefusal(): Refusal {
  return photoRefusal(say('hand-delivery-photo-too-large', { megabytes: largestPhoto / 1_000_000 }))
}

function photoRefusal(message: Sentence): Refusal {
  return Refusal.fields([{ field: 'photo', message }])
}
