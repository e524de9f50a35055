import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import mime from 'mime-types'
import { pageFontPackages } from '../fonts.ts'
import { inServer, isBundle } from '../paths.ts'
import { compileAssets, compress, readAssets, web, type Compressed } from './make-assets.ts'

/** A file that pages load, with its compressed forms. It stays in memory as long as the process runs. */
export interface Asset {
  url: string
  type: string
  bytes: Buffer
  gzip: Buffer | undefined
  brotli: Buffer | undefined
}

const folder = isBundle ? fileURLToPath(inServer('web/')) : web
const require = createRequire(import.meta.url)

let byName: Map<string, Asset> | undefined
let byUrl: Map<string, Asset> | undefined

/** A bundle of the server brings its assets along. Otherwise they are compiled, which takes some 100 ms. */
export function loadAssets(): void {
  byName = new Map()
  byUrl = new Map()
  const assets = isBundle
    ? readAssets(folder)
    : new Map([...compileAssets()].map(([name, bytes]) => [name, compress(bytes)] as const))
  for (const [name, asset] of assets) keep(name, asset)
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

function keep(name: string, { bytes, gzip, brotli }: Compressed): void {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const extension = extname(name)
  const type = mime.contentType(extension) || 'application/octet-stream'
  const asset = { url: `/assets/${basename(name, extension)}.${hash}${extension}`, type, bytes, gzip, brotli }
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
  const folders = pageFontPackages.map((name) => join(require.resolve(`${name}/package.json`), '..', 'files'))
  for (const place of [join(folder, 'fonts'), ...folders]) {
    const path = join(place, file)
    if (!existsSync(path)) continue
    const asset: Asset = { url, type: 'font/woff2', bytes: readFileSync(path), gzip: undefined, brotli: undefined }
    byUrl?.set(url, asset)
    return asset
  }
  return undefined
}
