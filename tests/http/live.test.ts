import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { CommentsJson } from '../../server/letters/comments/schemas.ts'
import { discardDraft } from '../../server/letters/drafting/discard-draft.ts'
import { restoreDraft } from '../../server/letters/drafting/restore-draft.ts'
import { forgetLive } from '../../server/letters/live/forget-live.ts'
import { storeTyped } from '../../server/letters/live/store-typed.ts'
import type { VersionsJson } from '../../server/letters/version-pages/schemas.ts'
import { kinds, message } from '../../server/text/live/messages.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { api, cookieOf, join, organizer, organizerPost, type Organizer } from '../support/stories.ts'
import { Typist } from '../support/typist.ts'

const server = await testServer()
/** Another process on the same database. */
const second = await testServer({ over: { databaseUrl: server.databaseUrl, keysDir: server.keysDir } })
const ada = await organizer(server, 'Ada Fenwick')
const ben = await organizer(server, 'Ben Okafor')

async function started(text: string): Promise<string> {
  const { location } = await organizerPost(server, ada, '/dashboard/letters', { title: 'Close the night dock' })
  const id = /letters\/([^/]+)\/text/.exec(location ?? '')?.[1] ?? ''
  await join(server, ben, id, 'editor')
  await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, text })
  return id
}

async function typist(id: string, who: Organizer = ada, at: TestServer = server): Promise<Typist> {
  const headers = { cookie: await cookieOf(server, who), origin: server.parts.config.origin }
  return new Typist(at.url, id, headers).start()
}

const draft = async (id: string) =>
  (await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json as { text: string; version: number }
const rowsOf = async (id: string) =>
  (
    await server.pool.query<{ seq: number; sealed: Buffer }>(
      'select seq, sealed from draft_update where letter_id = $1',
      [id],
    )
  ).rows

const hereAt = async (id: string) =>
  (await server.pool.query('select from draft_presence where letter_id = $1', [id])).rowCount

test('two people on two processes type at once, see each other, and the draft follows', async () => {
  const id = await started('We load the lorries.\n\nAt night.')
  const [one, other] = [await typist(id), await typist(id, ben, second)]
  for (const letter of ' It is dark.') {
    one.type(letter)
    other.type(letter, { paragraph: 1 })
    await wait(5)
  }
  const text = 'We load the lorries. It is dark.\n\nAt night. It is dark.'
  await one.until(() => one.text === text && other.text === text && one.stored && other.stored)
  expect(await draft(id)).toMatchObject({ text })
  await one.until(() => one.present.length === 2 && other.present.length === 2)
  expect(one.present.map(({ name }) => name).sort()).toEqual(['Ada Fenwick', 'Ben Okafor'])
  // Words stand nowhere in the clear, and a change that is moved to another place does not open.
  const rows = await rowsOf(id)
  expect(rows.some(({ sealed }) => sealed.includes('lorries'))).toBe(false)
  one.cut()
  await other.until(() => other.present.length === 1)
  other.cut()
})

test('a save by the API joins what people type at that moment, and overwrites nothing', async () => {
  const id = await started('One.\n\nTwo.\n\nThree.')
  const one = await typist(id)
  const { version } = await draft(id)
  one.type(' Typed.')
  const { status } = await api(server, ben, 'PATCH', `/dashboard/letters/${id}/draft`, {
    version,
    text: 'One.\n\nTwo, by a program.\n\nThree.\n\nFour.',
  })
  // It knew nothing of the typed words, if they came first. Then it is told so.
  expect([200, 409]).toContain(status)
  await one.until(() => one.stored && (status === 409 || one.text.includes('Four.')))
  const text = status === 409 ? 'One. Typed.\n\nTwo.\n\nThree.' : 'One. Typed.\n\nTwo, by a program.\n\nThree.\n\nFour.'
  expect((await draft(id)).text).toBe(text)
  expect(one.text).toBe(text)
  one.cut()
})

test('a text beyond a limit stays with its people, and everybody is told', async () => {
  const id = await started('Short.')
  const [one, other] = [await typist(id), await typist(id, ben)]
  one.type(' too long'.repeat(30_000))
  await other.until(() => other.problem !== '')
  expect(other.problem).toContain('character')
  expect((await draft(id)).text).toBe('Short.')
  // Nobody can save over it without knowing, and it is saved as soon as it fits.
  const block = other.text.length
  expect(block).toBeGreaterThan(200_000)
  await one.until(() => one.stored)
  one.remove({ from: 12 })
  await other.until(() => other.problem === '')
  expect((await draft(id)).text).toBe('Short. too l')
  one.cut()
  other.cut()
})

test('opening reads what was typed last, and leaves nothing of the shared document', async () => {
  const id = await started('We ask.')
  const employers = [{ name: 'Northwind', domains: ['northwind.example'] }]
  const recipients = [{ name: 'Ada Hartley', office: 'Head', address: '' }]
  const { version: first } = await draft(id)
  await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, {
    version: first,
    employers,
    recipients,
    demands: ['Lamps'],
  })
  const one = await typist(id)
  one.type(' Politely.')
  await one.until(() => one.stored)
  const { version, text } = await draft(id)
  expect(text).toBe('We ask. Politely.')
  one.type(' Now.')
  await one.until(() => one.stored)
  const open = (read: number) =>
    api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version: read })
  expect((await open(version)).status).toBe(409)
  expect((await open((await draft(id)).version)).status).toBe(200)
  await one.until(() => one.closed !== null, 3000)
  expect(await rowsOf(id)).toEqual([])
  expect((await draft(id)).text).toBe('We ask. Politely. Now.')
})

test('when everybody has left, the document goes after two looks, and the next one is made of the Markdown', async () => {
  const id = await started('We ask.')
  const one = await typist(id)
  one.type(' Deleted words.')
  await one.until(() => one.stored)
  // The server stores who is connected 100 ms after the connection.
  await expect.poll(() => hereAt(id)).toBe(1)
  await forgetLive(server.parts, server.now())
  await forgetLive(server.parts, server.now())
  // Somebody is there.
  expect(await rowsOf(id)).not.toEqual([])
  one.cut()
  await expect
    .poll(async () => {
      await forgetLive(server.parts, server.now())
      return (await rowsOf(id)).length
    })
    .toBe(0)
  expect((await draft(id)).text).toBe('We ask. Deleted words.')
  const next = await typist(id)
  expect(next.text).toBe('We ask. Deleted words.')
  next.cut()
})

test('discarding keeps what was typed, for those who restore the draft', async () => {
  const id = await started('We ask.')
  const one = await typist(id)
  one.type(' Twice.')
  await one.until(() => one.stored)
  await discardDraft(server.parts, ada, id, server.now())
  await one.until(() => one.closed !== null, 3000)
  expect(await rowsOf(id)).toEqual([])
  await restoreDraft(server.parts, ada.id, id, server.now())
  expect((await draft(id)).text).toBe('We ask. Twice.')
})

test('many changes are joined to one, and everybody still has all of them', async () => {
  const id = await started('Count:')
  const one = await typist(id)
  const { rows } = await server.pool.query<{ generation: string; session: string }>(
    `select generation, organizer_session.id as session from draft_live, organizer_session
     where letter_id = $1 and organizer_id = $2 limit 1`,
    [id, ada.id],
  )
  const { generation, session } = rows[0]!
  for (let number = 0; number < 205; number++) {
    const known = Y.encodeStateVector(one.shared)
    one.type('x')
    const update = Y.encodeStateAsUpdate(one.shared, known)
    await storeTyped(server.parts, { letterId: id, generation }, [{ session, update }], server.now())
  }
  await one.until(() => one.stored)
  expect((await rowsOf(id)).length).toBeLessThan(100)
  const other = await typist(id, ben, second)
  expect(other.text).toBe(`Count:${'x'.repeat(205)}`)
  one.cut()
  other.cut()
})

test('what was there before a long paste is kept as a version, with what was typed until then', async () => {
  const id = await started('We load the lorries.')
  const one = await typist(id)
  one.type(' It is dark.')
  await one.until(() => one.stored)
  one.send(message(kinds.keep, ''))
  one.type(' Pasted.')
  await one.until(() => one.stored)
  const versions = `/dashboard/letters/${id}/versions`
  const { json } = await api(server, ada, 'GET', versions)
  const newest = (json as VersionsJson).versions[0]?.number
  const { json: version } = await api(server, ada, 'GET', `${versions}/${String(newest)}`)
  expect(version).toMatchObject({ text: 'We load the lorries. It is dark.' })
  expect(await draft(id)).toMatchObject({ text: 'We load the lorries. It is dark. Pasted.' })
  one.cut()
})

test('a comment keeps its words while people type before them', async () => {
  const id = await started('We load the lorries.\n\nAt night.')
  const comments = `/dashboard/letters/${id}/comments`
  await api(server, ben, 'POST', comments, { quote: 'night', words: 'Which one?' })
  const one = await typist(id)
  one.type('Every day. ', { at: 0 })
  await one.until(() => one.stored)
  const { text, threads } = (await api(server, ada, 'GET', comments)).json as CommentsJson
  expect(text).toContain('Every day. We load')
  expect(text.slice(threads[0]?.passage?.start, threads[0]?.passage?.end)).toBe('night')
  one.cut()
})
