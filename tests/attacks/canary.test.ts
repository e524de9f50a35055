import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { startEmbedded } from '../../server/db/embedded.ts'
import { startCatcher, type Catcher } from '../../server/mail/catcher.ts'
import { run, type Running } from '../../server/run.ts'
import type { TestServer } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import { codeIn } from '../support/mail.ts'
import { keyOf, nextBatch, openLetter } from '../support/stories.ts'

/** Words that occur nowhere else, so that each byte of them that is found was left by this test. */
const canary = {
  address: 'quxalbatross@northwind.example',
  withheld: 'Zyphandra Quillworth',
  waiting: 'Brondalia Vexmoor',
  shown: 'Okastrella Wimbleton',
  asked: 'snorklewhist@personal.example',
  browser: 'CanaryBrowser/77.31',
  ip: '203.0.113.197',
}

let running: Running
let inbox: Catcher
let database: Awaited<ReturnType<typeof startEmbedded>>
let now = new Date()
const folder = testFolder()
const output: string[] = []
const write = { out: process.stdout.write.bind(process.stdout), err: process.stderr.write.bind(process.stderr) }

beforeAll(async () => {
  process.stdout.write = (chunk: string | Uint8Array) => {
    output.push(Buffer.from(chunk as string).toString())
    return true
  }
  process.stderr.write = process.stdout.write.bind(process.stdout)
  database = await startEmbedded({ dataDir: join(folder, 'data') })
  inbox = await startCatcher()
  const settings = {
    DATABASE_URL: database.url,
    KEYS_DIR: join(testFolder(), 'keys'),
    SMTP_URL: inbox.url,
    PORT: '0',
    TRUST_PROXY: '1',
  }
  running = await run(readConfig(settings))
}, 60_000)
afterAll(async () => {
  process.stdout.write = write.out
  process.stderr.write = write.err
  await running.stop()
  await inbox.close()
  await database.stop()
})

/** Posts as somebody with a known browser and network. */
async function send(path: string, fields: Record<string, string>): Promise<string> {
  const answer = await fetch(`${running.url}${path}`, {
    method: 'POST',
    headers: { 'user-agent': canary.browser, 'x-forwarded-for': canary.ip },
    body: new URLSearchParams(fields),
  })
  return answer.text()
}

async function signs(path: string, name: string, address: string, visibility: string): Promise<string> {
  const before = inbox.mails().length
  const asked = await send(`${path}/signings`, { visibility, name, address })
  const challenge = /name="challenge" value="([^"]+)"/.exec(asked)?.[1] ?? ''
  const signingKey = /class="key">([^<]+)</.exec(asked)?.[1] ?? ''
  await expect.poll(() => inbox.mails().length, { timeout: 15_000 }).toBe(before + 1)
  await send(`${path}/signings/confirmation`, { challenge, code: '1111 1111' })
  const done = await send(`${path}/signings/confirmation`, { challenge, code: codeIn(inbox.mails()[before]!.text) })
  expect(done).toContain('You signed')
  return signingKey
}

async function asksForUpdates(path: string, address: string): Promise<void> {
  const before = inbox.mails().length
  const asked = await send(`${path}/updates`, { address })
  const challenge = /name="challenge" value="([^"]+)"/.exec(asked)?.[1] ?? ''
  await expect.poll(() => inbox.mails().length, { timeout: 15_000 }).toBe(before + 1)
  const code = codeIn(inbox.mails()[before]!.text)
  expect(await send(`${path}/updates/confirmation`, { challenge, code, address })).toContain('You get updates')
}

/** A checkpoint renames and removes files under the reader's hands. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return Buffer.alloc(0)
  }
}

/** Every file of the cluster: tables, write-ahead log, the server's own log. */
async function filesWith(word: string): Promise<string[]> {
  const client = new pg.Client(database.url)
  await client.connect()
  await client.query('checkpoint')
  await client.end()
  const found: string[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = bytesOf(path)
    if (bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'))) found.push(path)
  }
  return found
}

describe('what signing leaves behind', () => {
  test('is found nowhere but where it was promised', async () => {
    const story = { parts: running.parts, now: () => now, at: (moment: Date) => void (now = moment) } as TestServer
    const letter = await openLetter(story, { batchSize: 2 })
    const path = `/letters/${keyOf(letter)}`
    await signs(path, canary.shown, canary.address, 'public')
    await signs(path, canary.withheld, `b${canary.address}`, 'withheld')
    await asksForUpdates(path, canary.asked)
    await nextBatch(story, letter)
    // One awaits its batch, one its code; one asked to take a name away; one had its form sent back; one searched.
    const key = await signs(path, canary.waiting, `c${canary.address}`, 'public')
    await send(`${path}/signings`, { visibility: 'withheld', name: canary.withheld, address: `d${canary.address}` })
    await send(`${path}/removals`, { address: `b${canary.address}` })
    await send(`${path}/updates`, { address: `e${canary.asked}` })
    await send(`${path}/name-claims`, { name: canary.waiting, message: canary.withheld })
    await send(`${path}/signings`, { visibility: 'public', name: canary.waiting, address: 'not an address' })
    await send('/letters/none/signings', { name: canary.waiting, address: canary.address })
    await send(`${path}/mine`, { signing_key: key })
    await fetch(`${running.url}${path}/signatures?search=${encodeURIComponent(canary.withheld)}`, {
      headers: { 'user-agent': canary.browser, 'x-forwarded-for': canary.ip },
    })
    await expect.poll(() => inbox.mails().length, { timeout: 15_000 }).toBe(7)

    for (const word of [
      canary.address,
      canary.asked,
      canary.withheld,
      canary.waiting,
      canary.browser,
      canary.ip,
      key,
    ]) {
      expect(await filesWith(word), word).toEqual([])
      expect(output.join(''), word).not.toContain(word)
    }
    // A public name that is counted stands in clear: that this finds it shows that the search can find.
    expect((await filesWith(canary.shown)).length).toBeGreaterThan(0)
    expect((await (await fetch(`${running.url}${path}`)).text()).includes(canary.shown)).toBe(true)
    expect(output.join('')).not.toContain(canary.shown)
  }, 60_000)

  test('would be found if it were there', async () => {
    const client = new pg.Client(database.url)
    await client.connect()
    await client.query('create table planted (word text)')
    await client.query('insert into planted values ($1)', [canary.ip])
    await client.end()
    expect((await filesWith(canary.ip)).length).toBeGreaterThan(0)
    process.stdout.write(canary.browser)
    expect(output.join('')).toContain(canary.browser)
  })
})
