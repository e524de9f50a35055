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

/** Renders the SVG that embeds a photo, and encodes its pixels as JPEG. Runs in a child process (clean-photo.ts). */
export async function work(svg: string): Promise<Drawn> {
  const drawn = await renderAsync(svg)
  await (ready ??= readyEncoder())
  // The encoder expects a browser's ImageData, which Node does not have. It reads only these three fields.
  const pixels = { data: new Uint8ClampedArray(drawn.pixels), width: drawn.width, height: drawn.height }
  const jpeg = new Uint8Array(await encode(pixels as Parameters<typeof encode>[0], { quality: 80 }))
  return { jpeg, width: drawn.width, height: drawn.height }
}

async function readyEncoder(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm')
  await init({ wasmBinary: await readFile(file) })
}
