import encode, { init } from '@jsquash/jpeg/encode.js'
import { renderAsync } from '@resvg/resvg-js'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

export interface Drawn {
  jpeg: Uint8Array
  width: number
  height: number
}

let ready: Promise<void> | undefined

/** Draws a photo from an SVG around it, and encodes its pixels as JPEG. It runs in a child process (clean-photo.ts). */
export async function work(svg: string): Promise<Drawn> {
  const drawn = await renderAsync(svg)
  await (ready ??= readyEncoder())
  // Three fields of a browser's ImageData are all that the encoder reads, and Node has no such class.
  const pixels = { data: new Uint8ClampedArray(drawn.pixels), width: drawn.width, height: drawn.height }
  const jpeg = new Uint8Array(await encode(pixels as Parameters<typeof encode>[0], { quality: 80 }))
  return { jpeg, width: drawn.width, height: drawn.height }
}

async function readyEncoder(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm')
  await init({ wasmBinary: await readFile(file) })
}
