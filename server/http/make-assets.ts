import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type * as Esbuild from 'esbuild'
import { root } from '../paths.ts'
import { baseline } from './browsers.ts'

export interface Compressed {
  bytes: Buffer
  gzip: Buffer
  brotli: Buffer
}

/** Sources of the browser's files. */
export const web = fileURLToPath(new URL('web/', root))

/** Bundles and minifies styles and scripts of `web/`. Other files stay as they are. Takes some 100 ms. */
export function compileAssets(): Map<string, Buffer> {
  const assets = new Map<string, Buffer>()
  for (const file of readdirSync(web)) {
    const path = join(web, file)
    if (/^[^_].*\.(css|ts)$/.test(file) && !file.endsWith('.d.ts'))
      assets.set(file.replace(/\.ts$/, '.js'), bundle(path))
    else if (/\.(svg|png|ico|txt)$/.test(file)) assets.set(file, readFileSync(path))
  }
  return assets
}

export function compress(bytes: Buffer): Compressed {
  return {
    bytes,
    gzip: gzipSync(bytes, { level: 9 }),
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  }
}

/** Writes the assets and their compressed forms for a bundle of the server, with our own fonts beside them. */
export function makeAssets(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, asset] of compileAssets()) {
    const { bytes, gzip, brotli } = compress(asset)
    writeFileSync(join(folder, name), bytes)
    writeFileSync(join(folder, `${name}.gz`), gzip)
    writeFileSync(join(folder, `${name}.br`), brotli)
  }
  cpSync(join(web, 'fonts'), join(folder, 'fonts'), { recursive: true })
}

/** Reads what `makeAssets` wrote. */
export function readAssets(folder: string): Map<string, Compressed> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !['.gz', '.br'].includes(extname(entry.name)))
    .map(({ name }) => name)
  const read = (name: string) => readFileSync(join(folder, name))
  return new Map(
    names.map((name) => [name, { bytes: read(name), gzip: read(`${name}.gz`), brotli: read(`${name}.br`) }]),
  )
}

function bundle(path: string): Buffer {
  // A bundle of the server has its assets already and never loads the compiler.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof Esbuild
  const [file] = buildSync({
    entryPoints: [path],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['es2022', ...Object.entries(baseline).map(([browser, version]) => `${browser}${String(version)}`)],
    external: ['/assets/*'],
    logLevel: 'error',
  }).outputFiles
  if (!file) throw new Error(`esbuild made nothing of ${path}.`)
  return Buffer.from(file.contents)
}
