import { describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { confirmed, planned, signedLetter, three, type Campaign } from '../support/deliveries.ts'
import {
  agrees,
  api,
  join,
  keyOf,
  nextBatch,
  openLetter,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  signAs,
  type Organizer,
  withConsent,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()

async function withNames() {
  const letter = await openLetter(server, { visibilities: ['withheld', 'public'] })
  const [mara, bea] = [await organizer(server), await organizer(server)]
  for (const owner of [mara, bea]) await join(server, owner, letter.id, 'owner')
  const signed = []
  for (const [index, name] of ['Ann Lee', 'Bo Chan', 'Cy Dean'].entries())
    signed.push(await signAs(server, letter, { name, address: `w${String(index)}@northwind.example` }))
  await nextBatch(server, letter)
  return { letter, mara, bea, signed }
}

const press = (who: Organizer, id: string, act: string, body = {}) =>
  organizerPost(server, who, `/dashboard/letters/${id}/emergency/${act}`, body)

/** Everything that everybody, an editor, or a program sees of the letter. */
async function everythingShown(letter: Awaited<ReturnType<typeof openLetter>>, editor: Organizer): Promise<string> {
  const path = `/letters/${keyOf(letter)}`
  const pages = await Promise.all([
    ...[path, `${path}/signatures`, `${path}/signatures?search=lee`].map((each) => pageOf(server, each)),
    ...[`/api/v1${path}`, `/api/v1${path}/names`, `/api/v1${path}/names?search=bo`].map((each) => pageOf(server, each)),
    organizerPage(server, editor, `/dashboard/letters/${letter.id}/signatures`),
    organizerPage(server, editor, `/dashboard/letters/${letter.id}/signatures?search=dean`),
  ])
  return pages.map(({ html }) => html).join('\n')
}

describe('one owner alone', () => {
  test('hides every public name at once, and two show them again, without those that were withdrawn meanwhile', async () => {
    const { letter, mara, bea, signed } = await withNames()
    const editor = await organizer(server)
    await join(server, editor, letter.id, 'editor')
    expect(await everythingShown(letter, editor)).toContain('Bo Chan')
    expect((await press(mara, letter.id, 'hide-names')).status).toBe(303)

    const hidden = await everythingShown(letter, editor)
    for (const name of ['Ann Lee', 'Bo Chan', 'Cy Dean']) expect(hidden).not.toContain(name)
    expect(hidden).toContain(sentence('emergency-names-away'))
    // The count is as before.
    expect(hidden).toContain('3 verified work addresses')

    const mine = `/letters/${keyOf(letter)}/mine`
    const change = { signing_key: signed[0]!.signingKey, to: 'withheld' }
    expect((await api(server, null, 'POST', `${mine}/visibility`, change)).status).toBe(204)
    expect((await api(server, mara, 'POST', `/dashboard/letters/${letter.id}/emergency/show-names`)).json).toEqual({
      outcome: 'waits',
    })
    expect((await organizerPage(server, bea, `/dashboard/letters/${letter.id}/emergency`)).html).toContain(
      sentence('emergency-names-asked', { name: mara.name }),
    )
    expect(await everythingShown(letter, editor)).not.toContain('Bo Chan')
    expect((await agrees(server, bea, letter.id, 'reveal')).status).toBe(200)
    const shown = await everythingShown(letter, editor)
    expect(shown).toContain('Bo Chan')
    expect(shown).not.toContain('Ann Lee')
  })

  test('pauses signing, and replaces the quiet link', async () => {
    const letter = await openLetter(server, { state: 'quiet' })
    const mara = await organizer(server)
    await join(server, mara, letter.id, 'owner')
    await press(mara, letter.id, 'pause')
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).status).toBe(200)
    await press(mara, letter.id, 'quiet-link')
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).status).toBe(404)
    const { html } = await organizerPage(server, mara, `/dashboard/letters/${letter.id}/emergency?done=replaced`)
    for (const id of ['emergency-signing-paused', 'emergency-done-replaced', 'emergency-legal-none'] as const)
      expect(html).toContain(sentence(id))
  })

  test('stops every stage, once', async () => {
    const campaign: Campaign = await signedLetter(server, three)
    const bea = await organizer(server)
    await join(server, bea, campaign.letter.id, 'owner')
    for (const to of [['Ada Hartley'], ['Ada Hartley']]) await planned(server, campaign, { to })
    const stop = () => api(server, campaign.owner, 'POST', `/dashboard/letters/${campaign.letter.id}/emergency/stop`)
    expect((await stop()).json).toEqual({ outcome: 'stopped' })
    const { json } = await api(server, bea, 'GET', `/dashboard/letters/${campaign.letter.id}/emergency`)
    expect(json).toMatchObject({ stages: 0, stopped: 2 })
    await server.parts.db.updateTable('stage').set({ state: 'planned', stopped_from: null, stopped_at: null }).execute()
    expect((await stop()).json).toEqual({ outcome: 'some-go-on' })
  })

  test('ends the sessions of another organizer of the letter, and of nobody else', async () => {
    const { letter, mara, bea } = await withNames()
    const stranger = await organizer(server)
    expect((await organizerPage(server, bea, '/dashboard')).status).toBe(200)
    expect((await press(mara, letter.id, 'sessions', { person: stranger.id })).status).toBe(404)
    expect((await press(mara, letter.id, 'sessions', { person: bea.id })).status).toBe(303)
    const left = await server.parts.db
      .selectFrom('organizer_session')
      .select('organizer_id')
      .where('organizer_id', '=', bea.id)
      .execute()
    expect(left).toEqual([])
  })
})

describe('nothing of this', () => {
  test('is open to an editor, a moderator, a viewer or a stranger', async () => {
    const { letter } = await withNames()
    for (const role of ['editor', 'moderator', 'viewer', null] as const) {
      const who = await organizer(server)
      if (role) await join(server, who, letter.id, role)
      for (const act of ['pause', 'stop', 'hide-names', 'show-names', 'quiet-link'])
        expect([403, 404]).toContain((await press(who, letter.id, act)).status)
      expect([403, 404]).toContain(
        (await organizerPage(server, who, `/dashboard/letters/${letter.id}/emergency`)).status,
      )
    }
  })
})

test('a delivery with names does not start while the names are hidden', async () => {
  const campaign: Campaign = await signedLetter(server, three)
  await api(server, campaign.owner, 'POST', `/dashboard/letters/${campaign.letter.id}/emergency/hide-names`)
  const stage = await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'names' })
  const act = (name: string) =>
    api(server, campaign.owner, 'POST', `/dashboard/letters/${campaign.letter.id}/stages/${stage}/${name}`, {
      version: 1,
    })
  const { json } = await act('announcement')
  expect(json.code).toBe('names-hidden')
  await withConsent(server, campaign.letter.id, () =>
    api(server, campaign.owner, 'POST', `/dashboard/letters/${campaign.letter.id}/emergency/show-names`),
  )
  await confirmed(server, campaign)
})
