import { describe, expect, test } from 'vitest'
import type { DraftParts } from '../../server/letter/rules.ts'
import { eraseDiscarded } from '../../server/letters/drafting/erase-discarded.ts'
import { eraseDraft } from '../../server/letters/lifecycle/erase-draft.ts'
import { openLetter } from '../../server/letters/lifecycle/open-letter.ts'
import { purgeNow } from '../../server/letters/lifecycle/purge-letter.ts'
import { addComment } from '../../server/letters/comments/add-comment.ts'
import { eraseDueThreads } from '../../server/letters/threads/erase-due-threads.ts'
import { eraseVersions } from '../../server/letters/versions/erase-versions.ts'
import { keepAfterPause } from '../../server/letters/versions/keep-after-pause.ts'
import { insertVersion } from '../../server/letters/versions/queries.ts'
import { readVersion } from '../../server/letters/versions/read-version.ts'
import { longestVersionName, mostKept } from '../../server/letters/versions/rules.ts'
import { sealVersion, sealVersionName } from '../../server/letters/versions/secrets.ts'
import { thinVersions } from '../../server/letters/versions/thin-versions.ts'
import { testServer } from '../support/app.ts'
import { htmlIsValid } from '../support/browser.ts'
import { everyRow } from '../support/every-row.ts'
import {
  agrees,
  api,
  draftOf,
  join,
  northwind,
  organizer,
  organizerPage,
  organizerPost,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const { db } = server.parts
const day = 86_400_000
const ada = await organizer(server, 'Ada')
const bea = await organizer(server, 'Bea')

const rowsOf = (id: string) =>
  db.selectFrom('draft_version').selectAll().where('letter_id', '=', id).orderBy('number').execute()
const numbersOf = async (id: string) => (await rowsOf(id)).map(({ number }) => number)
const later = (after: number) => new Date(server.now().getTime() + after)
const pause = (id: string, after = 0) => keepAfterPause(server.parts, id, later(after))
async function draftNow(id: string) {
  const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
  return json as DraftParts & { version: number }
}
async function save(id: string, draft: Record<string, unknown>, who = ada) {
  const { version } = await draftNow(id)
  const { status } = await api(server, who, 'PATCH', `/dashboard/letters/${id}/draft`, { version, ...draft })
  expect(status).toBe(200)
}
const textsOf = async (id: string) =>
  Promise.all((await numbersOf(id)).map(async (number) => (await contentOf(id, number)).text))
const contentOf = async (id: string, number: number) =>
  (await readVersion(server.parts, { letter_id: id, number })).content
const path = (id: string, rest = '') => `/dashboard/letters/${id}/text/versions${rest}`
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const jobsOf = async (id: string) =>
  (
    await server.pool.query<{ key: string; run_at: Date }>('select * from graphile_worker.jobs where key = $1', [
      `version:${id}`,
    ])
  ).rows

/** A draft of Ada with the versions 1 (“First.”) and 2 (“Second.”). The draft says “Third.” */
async function withVersions(): Promise<string> {
  const id = await draftOf(server, ada, { ...northwind, text: 'First.' })
  await pause(id)
  await save(id, { text: 'Second.' })
  await pause(id)
  await save(id, { text: 'Third.' })
  return id
}

async function restore(id: string, number: number, who: Organizer = ada) {
  const { html } = await organizerPage(server, who, path(id, `/${String(number)}`))
  const from = { version: hidden(html, 'version'), base: hidden(html, 'base') }
  return () => organizerPost(server, who, path(id, `/${String(number)}/restoration`), from)
}

describe('a version is kept', () => {
  test('five minutes after the last save, once, and without a word or a person in clear', async () => {
    const id = await draftOf(server, ada, northwind)
    await save(id, { text: 'Kestrels.' })
    const before = (await jobsOf(id))[0]!.run_at
    server.at(later(60_000))
    await save(id, { text: 'Kestrels nest in the tower.' })
    const jobs = await jobsOf(id)
    expect(jobs).toHaveLength(1)
    expect(jobs[0]!.run_at).toEqual(later(5 * 60_000))
    expect(jobs[0]!.run_at.getTime()).toBeGreaterThan(before.getTime())
    expect(JSON.stringify(jobs)).not.toMatch(new RegExp(`Kestrels|Ada|${ada.id}`))
    await pause(id)
    await pause(id)
    expect(await textsOf(id)).toEqual(['Kestrels nest in the tower.'])
    await api(server, ada, 'PUT', `/dashboard/letters/${id}/versions/1/name`, { name: 'For the falconers' })
    const dump = (
      await server.pool.query<{ row: string }>(
        `select row_to_json(v)::text || encode(content_sealed, 'escape') || encode(label_sealed, 'escape') as row
         from draft_version v where letter_id = $1`,
        [id],
      )
    ).rows.map(({ row }) => row)
    for (const word of ['Kestrels', 'falconers', northwind.title, 'Northwind', 'Hartley', 'Ada', ada.id])
      expect(dump.join()).not.toContain(word)
    await save(id, { text: 'Kestrels nest in the old tower.' })
    await pause(id)
    expect(await numbersOf(id)).toEqual([1, 2])
  })

  test('by the worker', async () => {
    const id = await draftOf(server, ada, northwind)
    await save(id, { text: 'Worked.' })
    await server.pool.query(`update graphile_worker._private_jobs set run_at = now() where key = $1`, [`version:${id}`])
    await server.work()
    expect(await textsOf(id)).toEqual(['Worked.'])
    expect(await jobsOf(id)).toEqual([])
  })

  test('before a large paste, as the draft was, and not before another save', async () => {
    const id = await draftOf(server, ada, { ...northwind, text: 'Typed by hand.' })
    const fill = async (fields: Record<string, string>, to = '') => {
      const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text`)
      const from = { version: hidden(html, 'version'), base: hidden(html, 'base'), title: northwind.title }
      return organizerPost(server, ada, `/dashboard/letters/${id}/text${to}`, { ...from, ...fields })
    }
    await fill({ text: 'Typed by hand. More.' })
    expect(await numbersOf(id)).toEqual([])
    await fill({ text: 'Pasted.\n\nOver it.', pasted: 'yes' }, '/text/autosave')
    expect(await textsOf(id)).toEqual(['Typed by hand. More.'])
    await fill({ text: 'Tidied.', 'before-text': '<p>Tidied.' })
    expect(await textsOf(id)).toEqual(['Typed by hand. More.', 'Pasted.\n\nOver it.'])
    await save(id, { text: 'By a program.', keep_before: true })
    expect((await textsOf(id)).at(-1)).toBe('Tidied.')
  })

  test('a refused paste comes back with its mark, so that the next save keeps the draft from before', async () => {
    const id = await draftOf(server, ada, northwind)
    const refused = await organizerPost(server, ada, `/dashboard/letters/${id}/text`, {
      ...{ version: '1', base: '', title: 'x'.repeat(200), text: 'A\n\nB', pasted: 'yes' },
    })
    expect([refused.status, hidden(refused.html, 'pasted')]).toEqual([422, 'yes'])
  })

  test('at the opening, and never after it', async () => {
    const id = await draftOf(server, ada, northwind)
    const { version } = await draftNow(id)
    await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'quiet', version })
    expect(await textsOf(id)).toEqual([northwind.text])
    await save(id, { text: 'For a revision.', keep_before: true })
    await pause(id)
    expect(await numbersOf(id)).toEqual([1])
    const refused = await api(server, ada, 'POST', `/dashboard/letters/${id}/versions`, { name: 'Late' })
    expect([refused.status, refused.json.code]).toEqual([409, 'letter-opened'])
    const restored = await api(server, ada, 'POST', `/dashboard/letters/${id}/versions/1/restoration`, { version: 3 })
    expect([restored.status, restored.json.code]).toEqual([409, 'letter-opened'])
    const { html } = await organizerPage(server, ada, path(id, '/1'))
    expect(html).toContain('We build these systems.')
    expect(html).not.toMatch(/restoration|\/name"/)
  })

  test('under a name, which an unchanged draft gives to the newest version, and refuses a second one', async () => {
    const id = await withVersions()
    await organizerPost(server, ada, path(id), { name: 'Read aloud' })
    await organizerPost(server, ada, path(id, '/1/name'), { name: 'First of all' })
    const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/versions`)
    expect(json).toMatchObject({
      owners: 1,
      unchanged: 3,
      versions: [
        { number: 3, name: 'Read aloud' },
        { number: 2, name: null },
        { number: 1, name: 'First of all' },
      ],
    })
    const { status, html } = await organizerPost(server, ada, path(id), { name: 'Again' })
    expect([status, html.includes('Nothing has changed since the version “')]).toEqual([422, true])
    expect(html).toContain('value="Again"')
    await organizerPost(server, ada, path(id, '/3/name'), { name: '' })
    expect((await organizerPost(server, ada, path(id), { name: 'Again' })).status).toBe(303)
    const { html: list } = await organizerPage(server, ada, path(id))
    expect(list).toContain('Again')
    expect(list).toContain('Version 2')
    expect(list).not.toContain('Read aloud')
  })

  test('with at most as many names as a sentence says', async () => {
    const id = await withVersions()
    for (let number = 3; number < mostKept.named + 2; number++) {
      const place = { letter_id: id, number }
      await insertVersion(db, {
        ...{ ...place, kept_on: '2026-01-01' },
        content_sealed: sealVersion(server.parts, place, await contentOf(id, 1)),
        label_sealed: sealVersionName(server.parts, place, 'A name'),
      })
    }
    const name = (number: number) =>
      api(server, ada, 'PUT', `/dashboard/letters/${id}/versions/${String(number)}/name`, { name: 'One more' })
    expect((await name(1)).status).toBe(200)
    const refused = await name(2)
    expect(refused).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'name', message: sentence('versions-named-too-many', { most: mostKept.named }) }] },
    })
    expect((await name(1)).status).toBe(200)
    const long = await organizerPost(server, ada, path(id), { name: 'x'.repeat(longestVersionName + 1) })
    expect(long.status).toBe(422)
  })
})

describe('versions go', () => {
  test('by thinning: all of today’s stay, then one a day, those with a name and those that an owner has read', async () => {
    const id = await draftOf(server, ada, northwind)
    await join(server, bea, id, 'viewer')
    for (const [index, after] of [0, 0, 0, 0, day, day].entries()) {
      await save(id, { text: `State ${String(index)}.` })
      await pause(id, after)
    }
    expect(await numbersOf(id)).toEqual([4, 5, 6])
    await api(server, ada, 'PUT', `/dashboard/letters/${id}/versions/5/name`, { name: 'Kept' })
    await save(id, { text: 'Once more.' })
    await pause(id, day)
    await thinVersions(server.parts, later(day))
    expect(await numbersOf(id)).toEqual([4, 5, 6, 7])
    await api(server, bea, 'PUT', `/dashboard/letters/${id}/versions/6/reading`)
    await thinVersions(server.parts, later(2 * day))
    expect(await numbersOf(id)).toEqual([4, 5, 7])
    await save(id, { text: 'And again.' })
    await pause(id, 2 * day)
    await save(id, { text: 'And again, twice.' })
    await pause(id, 2 * day)
    await api(server, ada, 'PUT', `/dashboard/letters/${id}/versions/8/reading`)
    await thinVersions(server.parts, later(3 * day))
    expect(await numbersOf(id)).toEqual([4, 5, 7, 8, 9])
  })

  test('seven days after the opening, with their marks', async () => {
    const id = await withVersions()
    const other = await withVersions()
    await api(server, ada, 'PUT', `/dashboard/letters/${id}/versions/1/reading`)
    const { version } = await draftNow(id)
    await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'quiet', version })
    await eraseVersions(server.parts, later(7 * day - 1))
    expect(await numbersOf(id)).toEqual([1, 2, 3])
    await eraseVersions(server.parts, later(7 * day))
    expect(await numbersOf(id)).toEqual([])
    expect(await db.selectFrom('draft_version_read').selectAll().where('letter_id', '=', id).execute()).toEqual([])
    expect(await numbersOf(other)).toEqual([1, 2])
    expect((await organizerPage(server, ada, path(id))).html).toContain(sentence('versions-none-to-read'))
  })

  describe('unless two owners keep them', () => {
    /** An open letter with Bea, a second owner, a version and a comment. */
    async function opened(): Promise<string> {
      const id = await withVersions()
      await join(server, bea, id, 'owner')
      await addComment(server.parts, ada.id, id, { words: 'Why?', quote: '' }, server.now())
      await openLetter(
        server.parts,
        ada,
        id,
        await draftNow(id).then(({ version }) => ({ to: 'quiet', version, canMail: true })),
        server.now(),
      )
      await agrees(server, bea, id, 'open-quietly')
      return id
    }
    const eraseAt = async (at: Date) => {
      await eraseVersions(server.parts, at)
      await eraseDueThreads(server.parts, at)
    }
    const threadsOf = async (id: string) =>
      db.selectFrom('draft_thread').select('number').where('letter_id', '=', id).execute()

    test('together: then versions and comments stay until the purge', async () => {
      // The purge deletes the accounts of organizers who have no other letter.
      await join(server, bea, await withVersions(), 'viewer')
      const id = await opened()
      const asked = await organizerPost(server, ada, path(id, '/keeping'), {})
      expect(asked.location).toContain('/approvals')
      await eraseAt(later(7 * day - 1))
      expect((await agrees(server, bea, id, 'keep')).status).toBe(200)
      await eraseAt(later(30 * day))
      expect(await numbersOf(id)).toEqual([1, 2, 3])
      expect(await threadsOf(id)).toHaveLength(1)
      const { html } = await organizerPage(server, ada, path(id))
      expect(html).toContain(sentence('versions-keeping-kept'))
      await htmlIsValid(html)
      expect((await api(server, ada, 'POST', `/dashboard/letters/${id}/versions/keeping`)).status).toBe(409)
      await db.updateTable('letter').set({ state: 'closed', closed_at: server.now() }).where('id', '=', id).execute()
      await purgeNow(server.parts, id, server.now())
      expect(await numbersOf(id)).toEqual([])
      expect(await threadsOf(id)).toEqual([])
    })

    test('a request alone keeps nothing, and is void once they are erased', async () => {
      const id = await opened()
      await organizerPost(server, ada, path(id, '/keeping'), {})
      await eraseAt(later(7 * day))
      expect(await numbersOf(id)).toEqual([])
      expect(await threadsOf(id)).toEqual([])
      await db
        .updateTable('letter')
        .set({ opened_at: later(-7 * day) })
        .where('id', '=', id)
        .execute()
      expect((await agrees(server, bea, id, 'keep')).status).toBe(409)
      const late = await organizerPost(server, ada, path(id, '/keeping'), {})
      expect(late.html).toContain(sentence('refusal-drafting-erased'))
    })

    test('and one owner alone ends it', async () => {
      const id = await opened()
      await api(server, ada, 'POST', `/dashboard/letters/${id}/versions/keeping`)
      await agrees(server, bea, id, 'keep')
      await organizerPost(server, bea, path(id, '/keeping/end'), {})
      await eraseAt(later(7 * day - 1))
      expect(await numbersOf(id)).toEqual([1, 2, 3])
      await eraseAt(later(7 * day))
      expect(await numbersOf(id)).toEqual([])
    })

    test('an owner who is alone waits for a day, an editor cannot ask, and in a draft there is nothing to keep', async () => {
      const id = await withVersions()
      const keep = (who: Organizer) => api(server, who, 'POST', `/dashboard/letters/${id}/versions/keeping`)
      expect(await keep(ada)).toMatchObject({ status: 409 })
      await join(server, bea, id, 'editor')
      const { version } = await draftNow(id)
      await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'quiet', version })
      expect((await keep(bea)).status).toBe(403)
      expect(await keep(ada)).toMatchObject({ status: 200, json: { outcome: 'waits' } })
    })
  })

  test('with a purge, and with the draft’s key after an older backup', async () => {
    for (const end of [purgeNow, eraseDraft]) {
      const id = await withVersions()
      const { version } = await draftNow(id)
      await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'quiet', version })
      expect(await numbersOf(id)).toEqual([1, 2, 3])
      await db.updateTable('letter').set({ state: 'closed', closed_at: server.now() }).where('id', '=', id).execute()
      await end(server.parts, id, server.now())
      expect(await numbersOf(id)).toEqual([])
    }
  })

  test('with a discarded draft, once it is erased and not before', async () => {
    const id = await withVersions()
    await api(server, ada, 'POST', `/dashboard/letters/${id}/discard`)
    expect((await organizerPage(server, ada, path(id))).status).toBe(404)
    expect(await numbersOf(id)).toEqual([1, 2])
    await api(server, ada, 'POST', `/dashboard/letters/${id}/restoration`)
    expect((await organizerPage(server, ada, path(id, '/1'))).html).toContain('First.')
    await api(server, ada, 'POST', `/dashboard/letters/${id}/discard`)
    await eraseDiscarded(server.parts, later(2 * day))
    expect(await numbersOf(id)).toEqual([])
  })
})

describe('a version’s page', () => {
  test('shows the letter as it reads, without changing anything', async () => {
    const id = await draftOf(server, ada, { ...northwind, text: '*Gently* <b>put</b>.[^1]\n\n[^1]: A source.' })
    await pause(id)
    const tables = ['organizer_session']
    const before = await everyRow(server, tables)
    const { html } = await organizerPage(server, ada, path(id, '/1'))
    for (const shown of [
      '<em>Gently</em> &lt;b&gt;put',
      'A source.',
      northwind.demands[0]!,
      'Ada Hartley',
      'Northwind',
    ])
      expect(html).toContain(shown)
    expect(html).not.toContain('ada.hartley@board.example')
    expect(await everyRow(server, tables)).toEqual(before)
  })

  test('compares with the draft and with other versions, by words, the older one first', async () => {
    const id = await draftOf(server, ada, { ...northwind, text: 'We ask for a slow answer.' })
    await pause(id)
    await save(id, {
      text: 'We ask for a written answer.',
      slug: 'an-answer',
      facets: { role: ['Cook'], team: [], site: [] },
    })
    await pause(id)
    await save(id, { demands: ['Answer.'] })
    const { html } = await organizerPage(server, ada, path(id, '/1/comparison'))
    expect(html).toMatch(/<del><span class="visually-hidden">\[removed: <\/span>slow</)
    expect(html).toMatch(/<ins><span class="visually-hidden">\[added: <\/span>written</)
    expect(html).toMatch(/<ins>.*Cook/)
    expect(html).toMatch(/<ins>.*an-answer/)
    const across = await organizerPage(server, ada, path(id, '/2/comparison?with=1'))
    expect(across.html).toMatch(/\[removed: <\/span>slow</)
    expect(across.html).not.toContain('Answer.')
    const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/versions/2/comparison?with=1`)
    expect(json).toMatchObject({ from: 1, to: 2, same: false })
    expect(json.text_changes).toContainEqual({ text: 'written', change: 'added' })
    expect((await organizerPage(server, ada, path(id, '/2/comparison?with=2'))).html).toContain(
      sentence('versions-comparison-same'),
    )
  })

  test('compares long texts that have nothing in common in bounded time', async () => {
    const words = (seed: number) =>
      Array.from({ length: 7000 }, (_, at) => String((at * 7919 + seed * 104_729) % 99_991)).join(' ')
    const id = await draftOf(server, ada, { ...northwind, text: words(1).slice(0, 49_000) })
    await pause(id)
    await save(id, { text: words(2).slice(0, 49_000) })
    const start = performance.now()
    const { status } = await organizerPage(server, ada, path(id, '/1/comparison'))
    expect(status).toBe(200)
    expect(performance.now() - start).toBeLessThan(3000)
  })

  test('says how many owners have read it, and takes a mark only from its button', async () => {
    const id = await withVersions()
    await join(server, bea, id, 'owner')
    const cem = await organizer(server, 'Cem')
    await join(server, cem, id, 'viewer')
    const shown = async (who = ada) => (await organizerPage(server, who, path(id, '/1'))).html
    expect(await shown()).toContain('None of 2 owners has read this version yet')
    await organizerPost(server, bea, path(id, '/1/reading'))
    await organizerPost(server, bea, path(id, '/1/reading'))
    await organizerPost(server, cem, path(id, '/1/reading'))
    expect(await shown(cem)).toContain('1 of 2 owners has read this version')
    expect(await shown()).toMatch(/Read by .*Bea and Cem/)
    await organizerPost(server, bea, path(id, '/1/reading/end'))
    expect(await shown()).toContain('None of 2 owners has read this version yet')
    expect((await api(server, cem, 'DELETE', `/dashboard/letters/${id}/versions/1/reading`)).json).toMatchObject({
      readers: [],
      read: false,
    })
  })
})

describe('a restore', () => {
  test('makes the version the draft, keeps the draft from before, and can be undone', async () => {
    const id = await withVersions()
    await save(id, { demands: [], title: 'Another title' })
    const restoring = await restore(id, 1)
    const answer = await restoring()
    expect(answer.location).toBe(path(id, '?restored=1'))
    expect((await organizerPage(server, ada, answer.location!)).html).toContain('The draft reads like version')
    expect(await draftNow(id)).toMatchObject({ ...northwind, text: 'First.' })
    expect((await contentOf(id, 3)).title).toBe('Another title')
    await (
      await restore(id, 3)
    )()
    expect(await draftNow(id)).toMatchObject({ title: 'Another title', demands: [], text: 'Third.' })
    expect(await textsOf(id)).toEqual(['First.', 'Second.', 'Third.', 'First.'])
  })

  test('takes over what others changed elsewhere meanwhile', async () => {
    const id = await withVersions()
    const restoring = await restore(id, 1)
    await save(id, { title: 'By somebody else' })
    expect((await restoring()).location).toBe(path(id, '?restored=1&how=merged'))
    expect(await draftNow(id)).toMatchObject({ title: 'By somebody else', text: 'First.' })
  })

  test('overwrites nothing that somebody wrote at the same places meanwhile', async () => {
    const id = await withVersions()
    await join(server, bea, id, 'editor')
    const restoring = await restore(id, 1)
    await save(id, { text: 'Bea was here.' }, bea)
    const { status, html } = await restoring()
    expect(status).toBe(409)
    expect(html).toContain('Bea')
    expect(html).toContain('Nothing was restored.')
    expect((await draftNow(id)).text).toBe('Bea was here.')
    const again = { version: hidden(html, 'version'), base: hidden(html, 'base') }
    expect((await organizerPost(server, ada, path(id, '/1/restoration'), again)).status).toBe(303)
    expect((await draftNow(id)).text).toBe('First.')
  })

  test('of two versions by two people at once, one succeeds and the other one is told', async () => {
    const id = await withVersions()
    await join(server, bea, id, 'editor')
    const both = [await restore(id, 1), await restore(id, 2, bea)]
    const answers = await Promise.all(both.map((each) => each()))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    const won = answers[0]!.status === 303 ? 'First.' : 'Second.'
    expect((await draftNow(id)).text).toBe(won)
    expect((await textsOf(id)).at(-1)).toBe('Third.')
  })

  test('of the same version by two people at once is one restore', async () => {
    const id = await withVersions()
    await join(server, bea, id, 'editor')
    const both = [await restore(id, 1), await restore(id, 1, bea)]
    const answers = await Promise.all(both.map((each) => each()))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await textsOf(id)).toEqual(['First.', 'Second.', 'Third.'])
  })

  test('by a program needs the newest version of the draft', async () => {
    const id = await withVersions()
    const { version } = await draftNow(id)
    const restoring = (from: number) =>
      api(server, ada, 'POST', `/dashboard/letters/${id}/versions/1/restoration`, { version: from })
    expect((await restoring(version - 1)).status).toBe(409)
    expect(await restoring(version)).toMatchObject({ status: 200, json: { version: version + 1 } })
  })
})

describe('nobody else', () => {
  const acts = (id: string): [method: string, path: string, body?: object][] => [
    ['GET', `/dashboard/letters/${id}/versions`],
    ['GET', `/dashboard/letters/${id}/versions/1`],
    ['GET', `/dashboard/letters/${id}/versions/1/comparison`],
    ['PUT', `/dashboard/letters/${id}/versions/1/reading`],
    ['DELETE', `/dashboard/letters/${id}/versions/1/reading`],
    ['POST', `/dashboard/letters/${id}/versions`, { name: 'Mine' }],
    ['PUT', `/dashboard/letters/${id}/versions/1/name`, { name: 'Mine' }],
    ['POST', `/dashboard/letters/${id}/versions/1/restoration`, { version: 3 }],
  ]
  const changing = ['/name', '/restoration', '/reading', '/reading/end'].map((each) => `/1${each}`)
  const quiet = ['organizer_session', 'organizer']

  test('an organizer of another letter reads nothing and changes nothing', async () => {
    const id = await withVersions()
    const stranger = await organizer(server, 'Stranger')
    await draftOf(server, stranger, northwind)
    const before = await everyRow(server, quiet)
    for (const [method, address, body] of acts(id)) {
      const { status, json } = await api(server, stranger, method, address, body)
      expect([address, status, JSON.stringify(json).includes('First')]).toEqual([address, 404, false])
    }
    for (const each of ['', '/1', '/1/comparison'])
      expect((await organizerPage(server, stranger, path(id, each))).status).toBe(404)
    for (const each of ['', ...changing])
      expect((await organizerPost(server, stranger, path(id, each), { name: 'Mine', version: '3' })).status).toBe(404)
    expect(await everyRow(server, quiet)).toEqual(before)
  })

  test('viewers and moderators read versions and mark them, and neither keep, name nor restore them', async () => {
    const id = await withVersions()
    for (const role of ['viewer', 'moderator'] as const) {
      const reader = await organizer(server, role)
      await join(server, reader, id, role)
      const before = await everyRow(server, [...quiet, 'draft_version_read'])
      const statuses = []
      for (const [method, address, body] of acts(id))
        statuses.push((await api(server, reader, method, address, body)).status)
      expect(statuses).toEqual([200, 200, 200, 200, 200, 403, 403, 403])
      for (const each of ['', '/1/name', '/1/restoration'])
        expect((await organizerPost(server, reader, path(id, each), { name: 'Mine', version: '3' })).status).toBe(403)
      expect((await organizerPage(server, reader, path(id, '/1'))).html).not.toContain('restoration')
      expect(await everyRow(server, [...quiet, 'draft_version_read'])).toEqual(before)
    }
  })

  test('a version of another letter, and an address that names none, are not there', async () => {
    const id = await withVersions()
    const empty = await draftOf(server, ada, northwind)
    for (const number of ['1', '0', '01', '-1', '1e3', '99999999999', 'x', '%00']) {
      expect([number, (await organizerPage(server, ada, path(empty, `/${number}`))).status]).toEqual([number, 404])
      for (const each of ['name', 'restoration', 'reading', 'reading/end']) {
        const { status } = await organizerPost(server, ada, path(empty, `/${number}/${each}`), { version: '1' })
        expect([number, each, status]).toEqual([number, each, 404])
      }
    }
    expect((await organizerPage(server, ada, path(id, '/1/comparison?with=9'))).status).toBe(404)
    expect((await organizerPage(server, ada, path(empty))).html).toContain(sentence('versions-none'))
  })
})
