import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { namesCsv } from '../../server/dashboard/csv-view.ts'
import { exportNames } from '../../server/dashboard/export-names.ts'
import { csrfToken } from '../../server/http/sessions.ts'
import { sendStream } from '../../server/http/pages.ts'
import type { LetterRow } from '../../server/letter/queries.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english } from '../../server/messages/languages.ts'
import { insertCrowd } from '../bench/crowd.ts'
import { testServer, type TestServer } from '../support/app.ts'
import {
  api,
  bearer,
  cookieOf,
  join,
  organizer,
  organizerPost,
  signedIn,
  withConsent,
  type Organizer,
} from '../support/organizers.ts'
import { openLetter } from '../support/stories.ts'

/** The attacker requests an export and does not read it. The aim: no other export starts, and old names stay readable. */

/** The buffers of the sockets hold some megabytes. This export is longer. */
const many = 6300

async function longLetter(server: TestServer): Promise<{ path: string; letter: LetterRow; owner: Organizer }> {
  const letter = await openLetter(server)
  const owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  await insertCrowd(server.parts, letter, many, { public: true })
  await sql`update signature set name = name || repeat(' x', 1500)`.execute(server.parts.db)
  return { path: `/dashboard/letters/${letter.id}/exports`, letter, owner }
}

/** Another owner agrees to one export. */
const mayExport = (server: TestServer, owner: Organizer, { id }: { id: string }) =>
  withConsent(server, id, () => api(server, owner, 'POST', `/dashboard/letters/${id}/exports`))

type Asked = { asked: ClientRequest; answer: IncomingMessage }

/** Requests an export and reads only the head of the answer. */
async function stall(url: string, headers: Record<string, string>, body = ''): Promise<Asked> {
  const asked = request(url, { method: 'POST', headers })
  onTestFinished(() => void asked.destroy())
  asked.on('error', () => undefined)
  asked.end(body)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.on('error', () => undefined)
  return { asked, answer }
}

async function stallPage(server: TestServer, owner: Organizer, path: string): Promise<Asked> {
  const { sessionId } = await signedIn(server, owner)
  const body = new URLSearchParams({ _csrf: csrfToken(server.parts, sessionId) }).toString()
  const type = 'application/x-www-form-urlencoded'
  return stall(`${server.url}${path}`, { cookie: await cookieOf(server, owner), 'content-type': type }, body)
}

async function stallApi(server: TestServer, owner: Organizer, path: string, url: string): Promise<Asked> {
  return stall(`${url}/api/v1${path}`, { authorization: await bearer(server, owner) })
}

/** Old snapshots of the server's requests. Statements of this test are younger than any export. */
async function snapshots(server: TestServer): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'`.execute(
    server.parts.db,
  )
  return rows[0]?.count ?? 0
}

/** Reads the rest of the answer. True if it was complete. */
async function isComplete(answer: IncomingMessage): Promise<boolean> {
  const closed = new Promise<void>((resolve) => answer.once('close', resolve))
  answer.resume()
  await closed
  return answer.complete
}

test('an export ends after the longest time that it may take, with its snapshot and its turn', async () => {
  const server = await testServer()
  const { path, letter, owner } = await longLetter(server)
  const by = { letterId: letter.id, asker: { id: owner.id, provedAt: server.now() } }
  const app = await buildApp(server.parts, [
    (scope) => {
      scope.post('/brief', async (_request, reply) => {
        await exportNames(
          server.parts,
          by,
          server.now(),
          (names, signal) => sendStream(reply, 'text/csv', namesCsv(names, 'comma', catalogueOf(english)), signal),
          2000,
        )
        return reply
      })
    },
  ])
  onTestFinished(() => app.close())
  await mayExport(server, owner, letter)
  const { answer } = await stall(`${await app.listen({ host: '127.0.0.1', port: 0 })}/brief`, {})
  await vi.waitUntil(async () => (await snapshots(server)) === 0, { timeout: 60_000 })
  // Another export of the letter starts only when the first has ended.
  await mayExport(server, owner, letter)
  const { answer: next } = await stallPage(server, owner, path)
  next.destroy()
  expect(await isComplete(answer)).toBe(false)
})

test('a client that reads nothing loses its connection, and the next export is complete', async () => {
  const server = await testServer()
  const { path, letter, owner } = await longLetter(server)
  const usual = server.app.server.timeout
  expect(usual).toBe(60_000)
  server.app.server.setTimeout(1000)
  await mayExport(server, owner, letter)
  const { answer } = await stallPage(server, owner, path)
  await vi.waitUntil(async () => (await snapshots(server)) === 0, { timeout: 60_000 })
  server.app.server.setTimeout(usual)
  await mayExport(server, owner, letter)
  const { html } = await organizerPost(server, owner, path)
  expect(html.match(/\r\n/g)?.length).toBe(1 + many)
  await mayExport(server, owner, letter)
  expect((await api(server, owner, 'POST', path)).json.outcome).toBe('go')
  expect(await isComplete(answer)).toBe(false)
})

test('a client that reads nothing does not delay the stop of the server', async () => {
  const server = await testServer()
  const { path, letter, owner } = await longLetter(server)
  const app = await buildApp(server.parts, [], { toClose: 200 })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  await mayExport(server, owner, letter)
  const { answer } = await stallApi(server, owner, path, url)
  await app.close()
  expect(await isComplete(answer)).toBe(false)
  await vi.waitUntil(async () => (await snapshots(server)) === 0, { timeout: 60_000 })
})
