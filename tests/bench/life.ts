import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assetAt, assetUrl } from '../../server/http/assets.ts'
import { openBrowser } from '../support/browser.ts'
import { getRequest, openConnections, postRequest, rate } from './client.ts'
import { median, type BenchRow } from './row.ts'
import { coreBeside, end, firstLine, memoryOf, startApp } from './server.ts'
import { openBenchLetter } from './letter.ts'
import { insertCrowd } from './crowd.ts'
import type { Stage } from './stage.ts'

const starts = 5

/** Time from the start of `npm start`'s program to its first page: in a new folder, and again in the same folder. */
export async function startRows(): Promise<BenchRow[]> {
  const first: number[] = []
  const second: number[] = []
  for (let round = 0; round < starts; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'roundrobin-bench-'))
    first.push(await secondsToPage(folder))
    second.push(await secondsToPage(folder))
    rmSync(folder, { recursive: true, force: true })
  }
  const row = (name: string, seconds: number[]): BenchRow => ({
    name,
    ours: median(seconds),
    reference: null,
    unit: 's',
    ratio: null,
  })
  return [row('start/fresh', first), row('start/again', second)]
}

async function secondsToPage(folder: string): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, ['server/start.mjs', 'main'], {
    cwd: new URL('../../', import.meta.url).pathname,
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: join(folder, 'data'), KEYS_DIR: join(folder, 'keys') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = /http:\/\/[\d.:]+/.exec(await firstLine(child))?.[0]
    if (url === undefined) throw new Error('the server did not say where it listens')
    const answer = await fetch(url)
    await answer.text()
    if (answer.status >= 500) throw new Error(`the first page was answered ${answer.status}`)
    return (performance.now() - began) / 1000
  } finally {
    await end(child, 'SIGTERM')
  }
}

/**
 * Memory of the app's process, without PostgreSQL: after showing a letter of 450 signatures, and after pages and signings at
 * full speed.
 */
export async function memoryRows(): Promise<BenchRow[]> {
  const app = await startApp()
  const { core, database } = coreBeside(app)
  const letter = await openBenchLetter(core, 'remembered')
  await insertCrowd(core, letter, 450)
  const connections = await openConnections(app.url, 16)
  const path = `/letters/${letter.slug}`
  const pid = app.child.pid ?? 0
  try {
    await rate(connections, getRequest(path), 50)
    await new Promise((resolve) => setTimeout(resolve, 3000))
    const { now: rest } = memoryOf(pid)
    for (let round = 0; round < 5; round++) {
      await rate(connections, getRequest(path), 1000)
      await rate(connections, getRequest(`${path}/signatures?after=AAAAAAAAAAAAAAAAAAAAAA`), 1000)
      await Promise.all(
        connections.map(async (connection, at) => {
          for (let each = 0; each < 40; each++) {
            const address = `load.${round}.${at}.${each}@lantern.example`
            const request = postRequest(`/api/v1${path}/signings`, { visibility: 'public', name: 'Ana', address })
            await connection.ask(request)
          }
        }),
      )
    }
    const row = (name: string, megabytes: number): BenchRow => ({
      name,
      ours: megabytes,
      reference: null,
      unit: 'MB',
      ratio: null,
    })
    return [row('memory/rest', rest), row('memory/load', memoryOf(pid).peak)]
  } finally {
    for (const connection of connections) connection.close()
    await database.close()
    await app.stop()
  }
}

/**
 * Bytes that a browser loads, headers included, to show the page with 450 signatures, with an empty cache and compression: all, and
 * without fonts.
 */
export async function weightRows(stage: Stage): Promise<BenchRow[]> {
  const { url } = await stage.app()
  const path = await stage.crowd(450)
  // The first answer renders the page, and the second comes from the cache.
  await fetch(`${url}${path}`).then((answer) => answer.text())
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    const names = new Map<string, string>()
    const parts: { name: string; bytes: number }[] = []
    session.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, response.url))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const name = names.get(requestId)
      if (name?.startsWith(url) === true)
        parts.push({ name: name.slice(name.lastIndexOf('/') + 1), bytes: encodedDataLength })
    })
    await page.goto(`${url}${path}`, { waitUntil: 'networkidle' })
    await page.evaluate(() => document.fonts.ready)
    await page.waitForTimeout(500)
    const icon = await iconBytes(page.url(), await page.locator('link[rel=icon]').getAttribute('href'))
    if (icon && !parts.some(({ name }) => name === icon.name)) parts.push(icon)
    parts.sort((a, b) => b.bytes - a.bytes)
    const total = parts.reduce((sum, { bytes }) => sum + bytes, 0)
    const note = parts.map(({ name, bytes }) => `${name} ${(bytes / 1000).toFixed(1)}`).join(', ')
    const fonts = parts.reduce((sum, { name, bytes }) => sum + (name.endsWith('.woff2') ? bytes : 0), 0)
    const row = (name: string, bytes: number) => ({
      ...{ name, ours: bytes / 1000, reference: null, unit: 'kB', ratio: null },
      note,
    })
    return [row('weight', total), row('weight/without-fonts', total - fonts)]
  } finally {
    await browser.close()
  }
}

/** What the page of a draft's text loads for its editor: everything that other pages of the dashboard do not load. */
export function editorWeightRow(): BenchRow {
  const parts = ['editor.js', 'editor.css'].map((name) => ({ name, ...sizesOf(name) }))
  const total = (form: 'brotli' | 'gzip') => parts.reduce((sum, part) => sum + part[form], 0) / 1000
  const each = parts.map(({ name, brotli }) => `${name} ${(brotli / 1000).toFixed(1)}`).join(', ')
  const note = `with brotli: ${each}; with gzip ${total('gzip').toFixed(1)}`
  return { name: 'editor-weight', ours: total('brotli'), reference: null, unit: 'kB', ratio: null, note }
}

function sizesOf(name: string): { brotli: number; gzip: number } {
  const asset = assetAt(assetUrl(name))
  return { brotli: asset?.brotli?.length ?? NaN, gzip: asset?.gzip?.length ?? NaN }
}

/** A headless browser requests no icon, but others do. */
async function iconBytes(base: string, href: string | null): Promise<{ name: string; bytes: number } | undefined> {
  if (href === null) return undefined
  const answer = await fetch(new URL(href, base), { headers: { 'accept-encoding': 'br' } })
  const length = answer.headers.get('content-length')
  return { name: href.slice(href.lastIndexOf('/') + 1), bytes: Number(length) }
}
