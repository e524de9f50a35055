import { beforeEach, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { api, draftOf, join, organizer, organizerPage, organizerPost, type Organizer } from '../support/stories.ts'

const server = await testServer()
const text = 'The board decided alone. We ask the board to talk.'
let ada: Organizer
let viewer: Organizer
let stranger: Organizer
let id: string

interface Threads {
  text: string
  threads: { number: number; state: string; comments: { id: string; words: string; yours: boolean }[] }[]
}

beforeEach(async () => {
  ada = await organizer(server, 'Ada Fenwick')
  viewer = await organizer(server, 'Vic Oduya')
  stranger = await organizer(server, 'Sam Hale')
  id = await draftOf(server, ada, { title: 'A draft', text })
  await join(server, viewer, id, 'viewer')
  await draftOf(server, stranger)
  await api(server, ada, 'POST', at(), { words: 'Why?', quote: 'decided alone', replacement: 'decided in secret' })
})

const at = (path = '') => `/dashboard/letters/${id}/comments${path}`
async function seen(who = ada): Promise<Threads> {
  const { json } = await api(server, who, 'GET', at())
  return json as Threads
}
const firstComment = async () => (await seen()).threads[0]!.comments[0]!.id

test('somebody who organizes another letter neither reads nor changes comments', async () => {
  const before = await seen()
  const comment = await firstComment()
  const tries = [
    ['GET', at()],
    ['POST', at(), { words: 'Mine' }],
    ['POST', at('/1/replies'), { words: 'Mine' }],
    ['POST', at('/1/resolution'), { resolved: true }],
    ['POST', at('/1/decision'), { decision: 'accept' }],
    ['PUT', at(`/1/${comment}`), { words: 'Mine' }],
    ['DELETE', at(`/1/${comment}`)],
    ['PUT', `/dashboard/letters/${id}/drafting-name`, { name: 'Ada' }],
  ] as const
  for (const [method, path, body] of tries)
    expect([method, path, (await api(server, stranger, method, path, body)).status]).toEqual([method, path, 404])
  for (const path of ['', '/1', `/1/${comment}`])
    expect((await organizerPage(server, stranger, `/dashboard/letters/${id}/text/comments${path}`)).status).toBe(404)
  expect(await seen()).toEqual(before)
})

test('a viewer comments and suggests, but decides nothing and changes nobody’s words', async () => {
  const comment = await firstComment()
  expect((await api(server, viewer, 'POST', at('/1/replies'), { words: 'I agree.' })).status).toBe(200)
  expect((await api(server, viewer, 'POST', at(), { quote: 'talk', replacement: 'speak' })).status).toBe(201)
  for (const [method, path, body] of [
    ['POST', at('/1/decision'), { decision: 'accept' }],
    ['POST', at('/2/decision'), { decision: 'accept' }],
    ['POST', at('/1/decision'), { decision: 'refuse', word: 'No' }],
    ['POST', at('/1/resolution'), { resolved: true }],
    ['PUT', at(`/1/${comment}`), { words: 'Mine' }],
    ['DELETE', at(`/1/${comment}`)],
  ] as const)
    expect([path, (await api(server, viewer, method, path, body)).status]).toEqual([path, 403])
  const { threads, text: now } = await seen()
  expect(now).toBe(text)
  expect(threads.map(({ state }) => state)).toEqual(['open', 'open'])
  // Nor through the id of a comment in another thread.
  expect((await api(server, ada, 'DELETE', at(`/2/${comment}`))).status).toBe(404)
})

test('a comment, its passage, its suggestion and its author’s name are text on every page', async () => {
  const script = '<script>alert(1)</script><img src=x onerror=alert(1)>'
  const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
  const saved = {
    version: json['version'],
    text: `${text}\n\n\\<script>alert(1)\\</script>\\<img src=x onerror=alert(1)>`,
  }
  await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, saved)
  expect(
    (await api(server, ada, 'POST', at(), { words: script, quote: script, replacement: `${script}!` })).status,
  ).toBe(201)
  await organizerPost(server, ada, `/dashboard/letters/${id}/text/comments/name`, { name: '<b>Ada</b>' })
  for (const path of ['text/comments', 'text/comments/2', 'text']) {
    const { html, status } = await organizerPage(server, ada, `/dashboard/letters/${id}/${path}`)
    expect(status).toBe(200)
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('<img src=x')
    expect(html).not.toContain('<b>Ada')
  }
})

test('a copy of the database holds no word, no name, no account and no time of a comment', async () => {
  await api(server, viewer, 'POST', at(), { words: 'Heliotrope', quote: 'the board to talk' })
  await api(server, viewer, 'PUT', `/dashboard/letters/${id}/drafting-name`, { name: 'Quixote' })
  for (const table of ['draft_thread', 'draft_passages', 'drafting_name']) {
    const { rows } = await server.pool.query<{ row: string }>(
      `select row_to_json(t)::text || encode(sealed, 'escape') as row from ${table} t where letter_id = $1`,
      [id],
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { row } of rows) {
      expect(row).not.toMatch(/Heliotrope|Quixote|Vic|Oduya|Fenwick|secret|board|Why/)
      expect(row).not.toContain(server.now().toISOString().slice(0, 10))
      if (table !== 'drafting_name') expect([ada.id, viewer.id].some((account) => row.includes(account))).toBe(false)
    }
  }
})

test('nothing leads from a comment to an organizer who has left the letter', async () => {
  await api(server, viewer, 'POST', at(), { words: 'Mine.' })
  const own = async () => (await seen(viewer)).threads[1]!.comments[0]!
  expect((await own()).yours).toBe(true)
  await server.pool.query('delete from membership where letter_id = $1 and organizer_id = $2', [id, viewer.id])
  await join(server, viewer, id, 'viewer')
  expect((await own()).yours).toBe(false)
  expect((await api(server, viewer, 'DELETE', at(`/2/${(await own()).id}`))).status).toBe(403)
})
