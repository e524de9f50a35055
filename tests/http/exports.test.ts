import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { parse } from 'csv-parse/sync'
import fastify from 'fastify'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { namesCsv, exportJson } from '../../server/dashboard/csv-view.ts'
import { exportNames, type ExportedName } from '../../server/dashboard/export-names.ts'
import { sendStream } from '../../server/http/pages.ts'
import { findLetter } from '../../server/letter/find-letter.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english } from '../../server/messages/languages.ts'
import { insertCrowd } from '../bench/crowd.ts'
import { testServer, type TestServer } from '../support/app.ts'
import {
  api,
  join,
  organizer,
  organizerPage,
  organizerPost,
  type Organizer,
  withConsent,
} from '../support/organizers.ts'
import { keyOf, nextBatch, openLetter, signAs, submit } from '../support/stories.ts'

let server: TestServer
let letter: AddressedLetter
let owner: Organizer
let withdrawing: string

/** More than one page of an export. */
const many = 2100

beforeAll(async () => {
  server = await testServer()
  letter = await openLetter(server)
  owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
  withdrawing = (await signAs(server, letter, { address: 'last@northwind.example', name: 'Last Lee' })).signingKey
  await nextBatch(server, letter)
  letter = await findLetter(server.parts, keyOf(letter))
  await insertCrowd(server.parts, letter, many, { public: true })
})

function rowsIn(csv: unknown, delimiter: string): string[][] {
  return parse(String(csv), { delimiter, bom: true, relax_column_count: true, relax_quotes: true })
}

/** Another owner agrees to one export. */
const mayExport = () =>
  withConsent(server, letter.id, () => api(server, owner, 'POST', `/dashboard/letters/${letter.id}/exports`))

describe('an export', () => {
  test('does not lock the letter, and stays as it was when it began', async () => {
    const names: string[] = []
    const by = { letterId: letter.id, asker: { id: owner.id, provedAt: server.now() } }
    await mayExport()
    const outcome = await exportNames(server.parts, by, server.now(), async (pages) => {
      let pagesRead = 0
      for await (const page of pages) {
        names.push(...page.flatMap(({ person }) => person?.name ?? []))
        if (pagesRead++ > 0) continue
        // Each of these takes the letter's lock.
        await signAs(server, letter, { address: 'new@northwind.example', name: 'New Lee' })
        await submit(server, `/letters/${keyOf(letter)}/mine/withdrawal`, { signing_key: withdrawing })
        // The crowd stands in the tables without leaves.
        await nextBatch(server, letter, 'falsified')
      }
      expect(pagesRead).toBe(2)
    })
    expect(outcome).toBe('sent')
    expect(names.length).toBe(many + 2)
    expect(names).toContain('Last Lee')
    expect(names).not.toContain('New Lee')
    await mayExport()
    const { html } = await organizerPost(server, owner, `/dashboard/letters/${letter.id}/exports`)
    expect(html).toContain('New Lee')
    expect(html).not.toContain('Last Lee')
  })

  test('has the same rows with each separator, on the page and in JSON', async () => {
    const path = `/dashboard/letters/${letter.id}/exports`
    await mayExport()
    const comma = rowsIn((await organizerPost(server, owner, path, { separator: 'comma' })).html, ',')
    expect(comma.length).toBe(1 + many + 2)
    expect(comma[0]).toEqual(['name', 'who may see it', 'class'])
    await mayExport()
    expect(rowsIn((await organizerPost(server, owner, path, { separator: 'semicolon' })).html, ';')).toEqual(comma)
    await mayExport()
    const { json } = await api(server, owner, 'POST', `${path}?separator=semicolon`)
    expect(json.outcome).toBe('go')
    expect(rowsIn(json.csv, ';')).toEqual(comma)
    const figures = async (separator: string) =>
      (await organizerPage(server, owner, `/dashboard/letters/${letter.id}/figures.csv?separator=${separator}`)).html
    const ofComma = rowsIn(await figures('comma'), ',')
    expect(ofComma.length).toBeGreaterThan(1)
    for (const row of ofComma) expect(row.length).toBe(3)
    expect(rowsIn(await figures('semicolon'), ';')).toEqual(ofComma)
  })

  test.each(['comma', 'semicolon'] as const)(
    'starts no formula with a %s, whichever separator the reader expects',
    async (separator) => {
      const typed = [
        '=1+1',
        '+1',
        '-1',
        '@a',
        'Ann;=1+1',
        'Ann,=1+1',
        'Ann";"=1+1',
        'Ann","=1+1',
        '\t=1',
        'Ann "Nan" Lee',
      ]
      const page = typed.map((name): ExportedName => ({
        person: { name },
        mark: 'withheld',
        visibility: 'public',
        class: 'mailbox',
      }))
      let csv = ''
      for await (const part of namesCsv(pagesOf([page.slice(0, 3), page.slice(3)]), separator, catalogueOf(english)))
        csv += part
      expect(csv.match(/\uFEFF/g)?.length).toBe(1)
      for (const delimiter of [',', ';'])
        for (const row of rowsIn(csv, delimiter)) for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]/)
      const own = rowsIn(csv, separator === 'comma' ? ',' : ';').slice(1)
      expect(own.map(([name]) => name?.replace(/^'/, ''))).toEqual(typed)
    },
  )

  test('is valid JSON whatever its texts contain', async () => {
    const parts = ['"Zoë \u{1F600}"\r\n', '"a\\b\u2028"\r\n']
    let json = ''
    for await (const part of exportJson(pagesOf(parts))) json += part
    expect(JSON.parse(json)).toEqual({ outcome: 'go', csv: parts.join('') })
  })
})

describe('a stream', () => {
  const app = fastify()
  let url: string
  let made = 0
  let ended = 0

  beforeAll(async () => {
    app.get('/endless', async (_request, reply) => {
      await sendStream(reply, 'text/plain', endless(Infinity))
      ended++
      return reply
    })
    app.get('/failing', async (_request, reply) => {
      await sendStream(reply, 'text/plain', endless(3)).catch(() => undefined)
      return reply
    })
    await app.listen({ port: 0 })
    url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  })
  afterAll(() => app.close())

  async function* endless(most: number): AsyncGenerator<string> {
    try {
      for (let count = 0; count < most; count++) {
        made++
        yield 'x'.repeat(10_000)
        await Promise.resolve()
      }
      throw new Error('the source failed')
    } finally {
      made = -1
    }
  }

  test('waits for a slow client, and ends its source when the client leaves', async () => {
    made = 0
    const asked = get(`${url}/endless`)
    asked.on('error', () => undefined)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    await once(answer, 'readable')
    // Buffers of the sockets hold some megabytes. Without back-pressure, the source would not stop.
    await vi.waitUntil(async () => {
      const before = made
      await new Promise((resolve) => setTimeout(resolve, 200))
      return made === before
    })
    expect(made).toBeLessThan(10_000)
    asked.destroy()
    await vi.waitUntil(() => made === -1 && ended === 1)
  })

  test('is cut if its source fails, so that nobody takes it for complete', async () => {
    const answer = await fetch(`${url}/failing`)
    await expect(answer.text()).rejects.toThrow()
  })
})

async function* pagesOf<T>(pages: readonly T[]): AsyncGenerator<T> {
  for (const page of pages) yield await Promise.resolve(page)
}
