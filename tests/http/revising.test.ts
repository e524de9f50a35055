import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { recount } from '../support/recount.ts'
import {
  api,
  organizerPage,
  organizerPost,
  nextBatch,
  northwind,
  organizer,
  pageOf,
  signAs,
  letterNow,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'
import type { LetterDraft } from '../../server/letter/rules.ts'

const server = await testServer()
const ada = await organizer(server, 'Ada Fenwick')

/** A letter that an organizer wrote and opened, through the API. */
async function opened(to: 'quiet' | 'open' = 'open', draft: Partial<LetterDraft> = {}) {
  const { json } = await api(server, ada, 'POST', '/dashboard/letters', { title: northwind.title })
  const id = json.id as string
  const saved = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, {
    version: 1,
    ...northwind,
    ...draft,
    visibilities: ['withheld', 'recipients', 'public'],
    batch_size: 1,
    first_threshold: 0,
  })
  const answer = await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to, version: saved.json.version })
  expect(answer.json.outcome).toBe('opened')
  return { id, path: answer.json.path as string, letter: () => letterRow(id) }
}

function letterRow(id: string): Promise<AddressedLetter> {
  return letterNow(server, id)
}

async function edit(id: string, change: Record<string, unknown>): Promise<number> {
  const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
  const saved = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: json.version, ...change })
  expect(saved.status).toBe(200)
  return saved.json.version as number
}

describe('editing a published letter', () => {
  test('changes nothing that others see until it is published', async () => {
    const { id, path } = await opened()
    await edit(id, { text: 'Something else entirely.' })
    expect((await pageOf(server, path)).html).not.toContain('Something else entirely')
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json.edited).toBe(true)
  })

  test('publishes a correction, which keeps the count and shows what changed', async () => {
    const { id, path, letter } = await opened()
    await signAs(server, await letter(), { address: 'ann@northwind.example' })
    await nextBatch(server, await letter())
    await edit(id, { text: northwind.text.replace('heard', 'heard out') })
    const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text/revision`)
    expect(html).toContain(sentence('lifecycle-revising-number', { number: 2 }))
    expect(html).not.toContain(sentence('lifecycle-revising-signs-title'))
    const version = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

    const unsaid = await organizerPost(server, ada, `/dashboard/letters/${id}/text/revision`, { version, kind: '' })
    expect(unsaid.html).toContain(sentence('refusal-kind-unclear'))
    const done = await organizerPost(server, ada, `/dashboard/letters/${id}/text/revision`, {
      version,
      kind: 'correction',
    })
    expect(done.location).toBe(`${path}/revisions/2`)

    const shown = await pageOf(server, `${path}/revisions/2`)
    expect(shown.html).toMatch(/<ins><span class="visually-hidden">\[added: <\/span> out/)
    const { json } = await api(server, null, 'GET', path)
    expect(json).toMatchObject({ revision: { number: 2 }, tally: { by_revision: [{ revision: 1, count: 1 }] } })
    expect(json.tally.classes[0].count).toBe(1)
  })

  test('publishes a change of substance, which starts the count again and hides it until enough stand together', async () => {
    const { id, path, letter } = await opened()
    await signAs(server, await letter(), { address: 'ann@northwind.example' })
    await nextBatch(server, await letter())
    const version = await edit(id, { demands: ['Only this.'] })
    const page = await organizerPage(server, ada, `/dashboard/letters/${id}/text/revision`)
    expect(page.html).toContain(sentence('revisions-sign-demands'))
    await api(server, ada, 'POST', `/dashboard/letters/${id}/revisions`, { kind: 'substance', version })
    expect((await api(server, null, 'GET', path)).json.tally).toMatchObject({ collecting: true, classes: [] })

    await signAs(server, await letter(), { address: 'bea@northwind.example' })
    await nextBatch(server, await letter())
    const { tally } = (await api(server, null, 'GET', path)).json
    expect(tally.classes[0].count).toBe(1)
    expect(tally.by_revision).toEqual([
      { revision: 1, count: 1 },
      { revision: 2, count: 1 },
    ])
    const { kept, counted } = await recount(server.parts.db, id)
    expect(kept).toEqual(counted)
  })

  test('is refused if nothing changed, if the draft was changed meanwhile, and for people who do not own the letter', async () => {
    const { id } = await opened()
    const at = `/dashboard/letters/${id}/revisions`
    const { version } = (await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json
    expect((await api(server, ada, 'POST', at, { kind: 'correction', version })).json.code).toBe('nothing-changed')
    await edit(id, { title: 'Another title' })
    expect((await api(server, ada, 'POST', at, { kind: 'correction', version })).json.code).toBe('draft-changed')
    const bea = await organizer(server, 'Bea Ngo')
    await server.parts.db
      .insertInto('membership')
      .values({ letter_id: id, organizer_id: bea.id, role: 'editor' })
      .execute()
    const asked = await api(server, bea, 'POST', at, { kind: 'correction', version: Number(version) + 1 })
    expect(asked.json.code).toBe('role-may-not')
  })

  test('can only make the numbers that protect signatories stricter', async () => {
    const { id } = await opened()
    const { version } = (await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json
    const at = `/dashboard/letters/${id}/draft`
    const looser = await api(server, ada, 'PATCH', at, { version, notice_hours: 1 })
    expect(looser.json.errors[0].message).toBe(sentence('drafting-protection-lowered', { held: 48 }))
    expect((await api(server, ada, 'PATCH', at, { version, notice_hours: 72, batch_size: 9 })).status).toBe(200)
  })
})

describe('recipients', () => {
  const chair = { name: 'Li Wen', office: 'Chair', address: 'li@board.example' }

  test('who are added later, or return, are stored with the revision that named them', async () => {
    const { id } = await opened()
    const since = async () =>
      Object.fromEntries(
        (await server.parts.db.selectFrom('recipient').selectAll().where('letter_id', '=', id).execute()).map((row) => [
          row.name,
          row.current ? row.since_revision : null,
        ]),
      )
    const publishWith = async (recipients: object[]) => {
      const version = await edit(id, { recipients })
      await api(server, ada, 'POST', `/dashboard/letters/${id}/revisions`, { kind: 'correction', version })
    }
    await publishWith([...northwind.recipients, chair])
    expect(await since()).toEqual({ 'Ada Hartley': 1, 'Li Wen': 2 })
    await publishWith([chair])
    expect(await since()).toEqual({ 'Ada Hartley': null, 'Li Wen': 2 })
    await publishWith([...northwind.recipients, chair])
    expect(await since()).toEqual({ 'Ada Hartley': 4, 'Li Wen': 2 })
  })

  test('who are added are named before the click, with the names that they will not see', async () => {
    const { id } = await opened()
    await edit(id, { recipients: [...northwind.recipients, chair] })
    const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text/revision`)
    expect(html).toContain(sentence('lifecycle-revising-recipients-title'))
    expect(html).toContain('<bdi>Li Wen</bdi>')
  })

  test('get another mail address without a new revision, sealed', async () => {
    const { id } = await opened()
    const sealed = () =>
      server.parts.db.selectFrom('recipient').select('address_sealed').where('letter_id', '=', id).executeTakeFirst()
    const before = await sealed()
    await edit(id, { recipients: [{ ...northwind.recipients[0], address: 'elsewhere@board.example' }] })
    const after = await sealed()
    expect(after?.address_sealed).not.toEqual(before?.address_sealed)
    expect(after?.address_sealed?.toString('latin1')).not.toContain('elsewhere')
    expect((await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json.edited).toBe(false)
  })
})

describe('revisions for everybody', () => {
  test('are listed with their hashes, as pages and as JSON', async () => {
    const { id, path } = await opened()
    const version = await edit(id, { title: 'Stop selling it' })
    await api(server, ada, 'POST', `/dashboard/letters/${id}/revisions`, { kind: 'correction', version })
    const list = (await api(server, null, 'GET', `${path}/revisions`)).json as { number: number; hash: string }[]
    expect(list.map(({ number }) => number)).toEqual([1, 2])
    const { html } = await pageOf(server, `${path}/revisions`)
    for (const { hash } of list) expect(html).toContain(hash)
    const second = (await api(server, null, 'GET', `${path}/revisions/2`)).json
    expect(second).toMatchObject({ kind: 'correction', title: 'Stop selling it', hash: list[1]?.hash })
    expect(second.title_changes).toContainEqual({ text: 'it', change: 'added' })
    for (const wrong of ['0', '3', 'x', '-1'])
      expect((await pageOf(server, `${path}/revisions/${wrong}`)).status).not.toBe(200)
  })

  test('of a quiet letter are found only by its link, under a neutral title', async () => {
    const { path, letter } = await opened('quiet')
    const { html, status } = await pageOf(server, `${path}/revisions/1`)
    expect(status).toBe(200)
    expect(html).toContain('<title>A letter</title>')
    expect((await pageOf(server, `/letters/${(await letter()).slug}/revisions`)).status).toBe(404)
  })

  test('cannot be changed in the database', async () => {
    const { id } = await opened()
    const change = server.parts.db
      .updateTable('revision')
      .set({ title: 'x' } as never)
      .where('letter_id', '=', id)
    await expect(change.execute()).rejects.toThrow('immutable')
  })
})
