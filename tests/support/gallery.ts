/** Renders the shared partials with sample data as static pages to look at: `npx tsx tests/support/gallery.ts FOLDER`. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import Handlebars from 'handlebars'
import { assetAt, assetUrl } from '../../server/http/assets.ts'
import { registerHelpers } from '../../server/http/helpers.ts'
import { loadTemplates, renderBare } from '../../server/http/pages.ts'
import { circleSvg } from '../../server/letter/circle-drawing.ts'
import { drawCard, stopCards } from '../../server/letters/press/draw-card.ts'
import { pages } from './gallery-pages.ts'

const folder = process.argv[2] ?? '.gallery'
const partials = new URL('../../templates/partials/', import.meta.url).pathname
const handlebars = Handlebars.create()
registerHelpers(handlebars)
for (const file of readdirSync(partials))
  handlebars.registerPartial(file.replace('.hbs', ''), readFileSync(join(partials, file), 'utf8'))

loadTemplates()
for (const [name, { source, data, shell }] of Object.entries(pages)) {
  const body = new Handlebars.SafeString(handlebars.compile(source, { strict: true })(data))
  const html = renderBare('layouts/page', {
    title: name,
    lang: 'en',
    dir: 'ltr',
    ...shell,
    body,
    assets: { style: assetUrl('page.css'), styles: [], favicon: assetUrl('favicon.svg'), scripts: [] },
  })
  write(`${name}.html`, html)
  console.log(name, 'HTML', html.length, 'bytes, compressed', brotliCompressSync(html).length)
  for (const [, url] of html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) copy(url ?? '')
}
const style = assetAt(assetUrl('page.css'))
console.log('page.css', style?.bytes.length, 'compressed', style?.brotli?.length)
for (const [, url] of String(style?.bytes).matchAll(/url\(["']?(\/assets\/fonts\/[^)"']+)/g)) copy(url ?? '')

for (const count of [0, 7, 12, 40, 60, 61, 150, 450, 1500, 1501, 20_000, 100_000, 1_000_000]) {
  const svg = circleSvg(count, { title: 'Circle', description: String(count), ink: '#1e1b17' })
  write(`circle-${count}.svg`, svg)
  console.log('circle', count, svg.length, 'compressed', brotliCompressSync(svg).length)
}
const card = {
  title: 'A letter to our chief executive about face recognition',
  words: '450 verified work addresses',
  by: 'Round Robin',
  language: 'en',
}
write('card.png', await drawCard(450, card, 'wide'))
await stopCards()

function write(file: string, content: string | Buffer): void {
  const path = join(folder, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

function copy(url: string): void {
  const asset = assetAt(url)
  if (!asset) throw new Error(`nothing is served at ${url}`)
  write(url, asset.bytes)
}
