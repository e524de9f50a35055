import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import mime from 'mime-types'

/** A file that pages load, with its compressed forms. It stays in memory as long as the process runs. */
export interface Asset {
  url: string
  type: string
  bytes: Buffer
  gzip: Buffer | undefined
  brotli: Buffer | undefined
}

/**
 * The oldest browsers that scripts support: the last versions for Windows 7 and for the iPhones of 2015. A test checks the scripts
 * against them.
 */
export const baseline = { chrome: 109, firefox: 115, safari: 15.4 } as const
export const oldestBrowsers = `Chrome or Edge ${String(baseline.chrome)}, Firefox ${String(baseline.firefox)}, or Safari ${String(baseline.safari)} (iOS ${String(baseline.safari)})`

const web = new URL('../../web/', import.meta.url).pathname
const fontPackages = ['@fontsource/source-serif-4', '@fontsource/source-sans-3']
const require = createRequire(import.meta.url)

let byName: Map<string, Asset> | undefined
let byUrl: Map<string, Asset> | undefined

/**
 * Builds the files of web/. Bundles and minifies styles and scripts; keeps other files as they are. Takes about 100 ms at start.
 */
export function loadAssets(): void {
  byName = new Map()
  byUrl = new Map()
  for (const file of readdirSync(web)) {
    const path = join(web, file)
    if (/^[^_].*\.(css|ts)$/.test(file) && !file.endsWith('.d.ts')) keep(file.replace(/\.ts$/, '.js'), bundle(path))
    else if (/\.(svg|png|ico|txt)$/.test(file)) keep(file, readFileSync(path))
  }
}

export function assetUrl(name: string): string {
  if (!byName) loadAssets()
  const asset = byName?.get(name)
  if (!asset) throw new Error(`web/ has no ${name}`)
  return asset.url
}

export function assetAt(url: string): Asset | undefined {
  if (!byUrl) loadAssets()
  return byUrl?.get(url) ?? fontAt(url)
}

function bundle(path: string): Buffer {
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
  if (!file) throw new Error(`nothing came of ${path}`)
  return Buffer.from(file.contents)
}

function keep(name: string, bytes: Buffer): void {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const extension = extname(name)
  const asset = compressed(`/assets/${basename(name, extension)}.${hash}${extension}`, name, bytes)
  byName?.set(name, asset)
  byUrl?.set(asset.url, asset)
}

/**
 * Fonts keep the file name of their package, because their content changes only with the package's version.
 * Our own lighter versions in web/fonts take precedence.
 */
function fontAt(url: string): Asset | undefined {
  const file = /^\/assets\/fonts\/([a-z0-9-]+\.woff2)$/.exec(url)?.[1]
  if (file === undefined) return undefined
  const folders = fontPackages.map((name) => join(require.resolve(`${name}/package.json`), '..', 'files'))
  for (const folder of [join(web, 'fonts'), ...folders]) {
    const path = join(folder, file)
    if (!existsSync(path)) continue
    const asset: Asset = { url, type: 'font/woff2', bytes: readFileSync(path), gzip: undefined, brotli: undefined }
    byUrl?.set(url, asset)
    return asset
  }
  return undefined
}

function compressed(url: string, name: string, bytes: Buffer): Asset {
  return {
    url,
    type: mime.contentType(extname(name)) || 'application/octet-stream',
    bytes,
    gzip: gzipSync(bytes, { level: 9 }),
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  }
}
