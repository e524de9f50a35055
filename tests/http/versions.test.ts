import { describe, expect, test } from 'vitest'
import type { DraftParts } from '../../server/letter/rules.ts'
import { keepAfterPause } from '../../server/letters/versions/keep-after-pause.ts'
import { readVersion } from '../../server/letters/versions/read-version.ts'
import { testServer } from '../support/app.ts'
import { api, draftOf, northwind, organizer } from '../support/stories.ts'

const server = await testServer()
const { db } = server.parts
const ada = await organizer(server, 'Ada')

const rowsOf = (id: string) =>
  db.selectFrom('draft_version').selectAll().where('letter_id', '=', id).orderBy('number').execute()
const numbersOf = async (id: string) => (await rowsOf(id)).map(({ number }) => number)
const pause = (id: string, after = 0) => keepAfterPause(server.parts, id, new Date(server.now().getTime() + after))
async function draftNow(id: string) {
  const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
  return json as DraftParts & { version: number }
}
async function save(id: string, draft: Record<string, unknown>) {
  const { version } = await draftNow(id)
  const { status } = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version, ...draft })
  expect(status).toBe(200)
}
const jobsOf = async (id: string) =>
  (
    await server.pool.query<{ key: string; run_at: Date }>(
      'select key, run_at from graphile_worker.jobs where key = $1',
      [`version:${id}`],
    )
  ).rows

describe('a version is kept', () => {
  test('five minutes after the last save, once, and without a word or a person in clear', async () => {
    const id = await draftOf(server, ada, northwind)
    await save(id, { text: 'Kestrels.' })
    const before = (await jobsOf(id))[0]!.run_at
    server.at(new Date(server.now().getTime() + 60_000))
    await save(id, { text: 'Kestrels nest in the tower.' })
    const jobs = await jobsOf(id)
    expect(jobs).toHaveLength(1)
    expect(jobs[0]!.run_at.getTime()).toBe(server.now().getTime() + 5 * 60_000)
    expect(jobs[0]!.run_at.getTime()).toBeGreaterThan(before.getTime())
    await pause(id)
    await pause(id)
    expect(await numbersOf(id)).toEqual([1])
    const { content, name } = await readVersion(server.parts, { letter_id: id, number: 1 })
    expect([content.text, name]).toEqual(['Kestrels nest in the tower.', null])
    const stored =
      JSON.stringify(await rowsOf(id)) +
      Buffer.concat((await rowsOf(id)).map((r) => r.content_sealed)).toString('latin1')
    for (const word of ['Kestrels', 'tower', northwind.title, 'Ada', ada.id]) expect(stored).not.toContain(word)
    await save(id, { text: 'Kestrels nest in the old tower.' })
    await pause(id)
    expect(await numbersOf(id)).toEqual([1, 2])
  })
})
