import { describe, expect, test } from 'vitest'
import { tellOfTogether } from '../../server/together/enqueue-ending.ts'
import { endTogether } from '../../server/together/end-together.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { testServer } from '../support/app.ts'
import { planned } from '../support/deliveries.ts'
import {
  agrees,
  api,
  draftOf,
  join,
  keyOf,
  letterNow,
  nextBatch,
  northwind,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  signAs,
  submit,
  type Organizer,
} from '../support/stories.ts'
import { agreed, hold, namesTo, revealTime, waitingLetter, waitingOf } from '../support/together.ts'
import { subscribe } from '../support/updates.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const { db } = server.parts

type Json = Record<string, unknown>

async function publicJson(letter: AddressedLetter): Promise<Json> {
  const answer = await fetch(`${server.url}/api/v1/letters/${keyOf(letter)}`)
  return (await answer.json()) as Json
}

/** Texts of a page without tags, so that a sentence can be found that a script makes local. */
function plain(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&#x27;', '’')
    .replaceAll(/\s+/g, ' ')
}

async function wordsAt(path: string): Promise<string> {
  return plain((await pageOf(server, path)).html)
}

function says(text: string, ...sentences: string[]): boolean[] {
  return sentences.map((each) => text.includes(plain(each)))
}

async function ownedLetter(needed: number, more = {}): Promise<{ letter: AddressedLetter; owners: Organizer[] }> {
  const letter = await waitingLetter(server, needed, more)
  const owners = [await organizer(server), await organizer(server, 'Second Owner')]
  for (const owner of owners) await join(server, owner, letter.id, 'owner')
  return { letter, owners }
}

async function settings(owner: Organizer, id: string): Promise<Json> {
  const { json } = await api(server, owner, 'GET', `/dashboard/letters/${id}/draft`)
  return json as Json
}

async function change(owner: Organizer, id: string, body: Json) {
  const { version } = await settings(owner, id)
  return api(server, owner, 'PATCH', `/dashboard/letters/${id}/draft`, { version, ...body })
}

/** The last day of waiting passes. @returns the time of the end */
async function lapse(letter: AddressedLetter): Promise<Date> {
  server.at((await waitingOf(server, letter)).until)
  await nextBatch(server, letter)
  await endTogether(server.parts, letter.id, server.now())
  return (await waitingOf(server, letter)).ended_at!
}

const inDays = (days: number) => new Date(server.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

/** The names form of a draft, with the usual numbers. */
const namesForm = {
  ...{ preset: 'usual', shown_numbers: '60 5 10 48', batch_minutes: '60', batch_size: '5', first_threshold: '10' },
  ...{ notice_hours: '48', vouches_each: '0', checks_each: '0' },
}

describe('the settings of a draft', () => {
  test('offer names that wait, with a number and a last day', async () => {
    const owner = await organizer(server)
    const id = await draftOf(server, owner, northwind)
    const path = `/dashboard/letters/${id}/text/names`
    const { html } = await organizerPage(server, owner, path)
    expect(says(plain(html), sentence('together-offer'), sentence('together-offer-words'))).toEqual([true, true])
    expect(/id="f-together_needed"[^>]*value="100"/.test(html)).toBe(true)
    const { version } = await settings(owner, id)
    const saved = await organizerPost(server, owner, path, {
      ...{ ...namesForm, version: String(version), base: '' },
      ...{ visibilities: ['together', 'public'], together_needed: '40', together_until: inDays(20) },
    })
    expect(saved.status).toBe(303)
    expect(await settings(owner, id)).toMatchObject({
      visibilities: ['together', 'public'],
      together_needed: 40,
      together_until: inDays(20),
    })
  })

  test.each([
    ['fewer than are counted at once', '4', 5, 'together-offer-needed-wrong'],
    ['no number', 'many', 5, 'together-offer-needed-wrong'],
    ['a day after the end', '40', 80, 'together-until-wrong'],
  ] as const)('refuse %s, and keep what was typed', async (_what, needed, days, message) => {
    const owner = await organizer(server)
    const id = await draftOf(server, owner, northwind)
    const path = `/dashboard/letters/${id}/text/names`
    const { version } = await settings(owner, id)
    const { html } = await organizerPost(server, owner, path, {
      ...{ ...namesForm, version: String(version), base: '' },
      ...{ visibilities: ['together', 'public'], together_needed: needed, together_until: inDays(days) },
    })
    const latest = new Date(inDays(60))
    const bounds = { least: 5, most: 100_000 }
    const told = message === 'together-until-wrong' ? sentence(message, { latest }) : sentence(message, bounds)
    expect(says(plain(html), told)).toEqual([true])
    expect([html.includes(`value="${needed}"`), html.includes(`value="${inDays(days)}"`)]).toEqual([true, true])
    expect((await settings(owner, id))['together_needed']).toBe(null)
  })

  test('of the API give a number if none is given, and forget it with the choice', async () => {
    const owner = await organizer(server)
    const id = await draftOf(server, owner, northwind)
    expect((await change(owner, id, { visibilities: ['together', 'public'] })).json).toMatchObject({
      together_needed: 100,
      together_until: null,
    })
    await change(owner, id, { together_until: inDays(9) })
    expect((await change(owner, id, { visibilities: ['public'] })).json).toMatchObject({
      together_needed: null,
      together_until: null,
    })
  })

  test('of the API keep the number above the size of a batch', async () => {
    const owner = await organizer(server)
    const id = await draftOf(server, owner, northwind)
    await change(owner, id, { visibilities: ['together', 'public'], together_needed: 20 })
    expect((await change(owner, id, { batch_size: 21 })).status).toBe(422)
    expect((await change(owner, id, { batch_size: 20 })).status).toBe(200)
  })

  test('need another way to sign, which stays once enough stand together', async () => {
    const owner = await organizer(server)
    const id = await draftOf(server, owner, northwind)
    const { status, json } = await change(owner, id, { visibilities: ['together'] })
    expect([status, JSON.stringify(json).includes(sentence('together-offer-alone'))]).toEqual([422, true])
    const { letter, owners } = await ownedLetter(7)
    expect((await change(owners[0]!, letter.id, { visibilities: ['together'] })).status).toBe(422)
  })

  test('of an open letter neither add the choice nor change its number', async () => {
    const { letter, owners } = await ownedLetter(7)
    expect((await change(owners[0]!, letter.id, { together_needed: 8 })).status).toBe(422)
    await db
      .updateTable('letter')
      .set({ visibilities: ['public'] })
      .where('id', '=', letter.id)
      .execute()
    expect((await change(owners[0]!, letter.id, { visibilities: ['together', 'public'] })).status).toBe(422)
  })

  test('of an open letter keep the choice, which their form does not show', async () => {
    const { letter, owners } = await ownedLetter(7)
    const path = `/dashboard/letters/${letter.id}/text/names`
    const { html } = await organizerPage(server, owners[0]!, path)
    expect(html.includes('id="f-together_needed"')).toBe(false)
    const { version } = await settings(owners[0]!, letter.id)
    await organizerPost(server, owners[0]!, path, {
      ...{ ...namesForm, preset: 'own', shown_numbers: '', batch_size: '1', first_threshold: '0', base: '' },
      ...{ version: String(version), visibilities: 'public', vouches_each: '1' },
    })
    expect((await letterNow(server, letter.id)).visibilities.includes('together')).toBe(true)
  })
})

describe('while people wait', () => {
  test('pages and JSON say how many, as of the last count, and show no name', async () => {
    const letter = await waitingLetter(server, 7)
    await hold(server, letter, namesTo(3))
    await nextBatch(server, letter)
    await hold(server, letter, namesTo(1, 3))
    const { until } = await waitingOf(server, letter)
    const json = await publicJson(letter)
    expect(json['together']).toMatchObject({ state: 'waiting', needed: 7, standing: 3, reveals_at: null })
    const path = `/letters/${keyOf(letter)}`
    const progress = sentence('together-shown-waiting', { count: 3, needed: 7 })
    for (const shown of [path, `${path}/press`]) {
      const text = await wordsAt(shown)
      expect(says(text, progress, sentence('together-shown-until', { at: until }))).toEqual([true, true])
      expect(namesTo(4).some((name) => text.includes(name))).toBe(false)
    }
    const embed = await wordsAt(`${path}/embed`)
    expect(says(embed, sentence('together-short-waiting', { count: 3, needed: 7 }))).toEqual([true])
  })

  test('nobody is told a number before the letter shows its count', async () => {
    const letter = await waitingLetter(server, 7, { firstThreshold: 5 })
    await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    expect(await publicJson(letter)).toMatchObject({ together: { standing: null } })
    const text = await wordsAt(`/letters/${keyOf(letter)}`)
    expect(says(text, sentence('together-shown-collecting', { needed: 7 }))).toEqual([true])
  })

  test('the page on which people choose says what is protected, and from whom not', async () => {
    const letter = await waitingLetter(server, 7)
    for (const path of ['sign', 'vouched']) {
      if (path === 'vouched')
        await db.updateTable('letter').set({ vouches_each: 1 }).where('id', '=', letter.id).execute()
      const text = await wordsAt(`/letters/${keyOf(letter)}/${path}`)
      const label = sentence('signing-visibility-together-label', { needed: 7 })
      expect(says(text, label, sentence('signing-visibility-together-words'))).toEqual([true, true])
    }
  })

  test('signatories learn after signing and from their slips how it stands', async () => {
    const letter = await waitingLetter(server, 2)
    const people = await hold(server, letter, namesTo(1))
    await nextBatch(server, letter)
    const { signingKey } = people.get(namesTo(1)[0]!)!
    const mine = async () =>
      plain((await submit(server, `/letters/${keyOf(letter)}/mine`, { signing_key: signingKey })).html)
    const progress = sentence('together-shown-waiting', { count: 1, needed: 2 })
    expect(says(await mine(), sentence('together-mine-waiting'), progress)).toEqual([true, true])
    await hold(server, letter, namesTo(1, 1))
    await nextBatch(server, letter)
    const { reveals_at: at } = await waitingOf(server, letter)
    expect(says(await mine(), sentence('together-mine-reached', { at: at! }))).toEqual([true])
    await agreed(server, letter)
    await revealTime(server, letter)
    expect(says(await mine(), sentence('together-mine-revealed', { on: at! }))).toEqual([true])
  })

  test('an owner raises the number, the letter says so at once, and nobody lowers it', async () => {
    const { letter, owners } = await ownedLetter(3)
    const viewer = await organizer(server)
    await join(server, viewer, letter.id, 'viewer')
    await hold(server, letter, namesTo(1))
    await nextBatch(server, letter)
    const path = `/dashboard/letters/${letter.id}/together`
    const page = `/letters/${keyOf(letter)}`
    await wordsAt(page)
    expect((await organizerPost(server, owners[0]!, `${path}/number`, { needed: '1,000' })).status).toBe(303)
    expect(says(await wordsAt(page), sentence('together-shown-waiting', { count: 1, needed: 1000 }))).toEqual([true])
    const sign = await wordsAt(`${page}/sign`)
    expect(says(sign, sentence('signing-visibility-together-label', { needed: 1000 }))).toEqual([true])
    const lower = await organizerPost(server, owners[0]!, `${path}/number`, { needed: '999' })
    expect(lower.status).toBe(422)
    expect(lower.html.includes('value="999"')).toBe(true)
    const { html } = await organizerPage(server, viewer, path)
    expect([html.includes('/together/'), says(plain(html), sentence('together-only-owners'))]).toEqual([false, [true]])
  })
})

describe('once enough stand together', () => {
  async function reached(more = {}) {
    const owned = await ownedLetter(3, more)
    await hold(server, owned.letter, namesTo(3))
    await nextBatch(server, owned.letter)
    return { ...owned, at: (await waitingOf(server, owned.letter)).reveals_at! }
  }

  test('pages say when the names appear, then that they have', async () => {
    const { letter, at } = await reached()
    const page = `/letters/${keyOf(letter)}`
    expect(says(await wordsAt(page), sentence('together-shown-reached-not-agreed', { count: 3, at }))).toEqual([true])
    expect((await wordsAt(`${page}/sign`)).includes('Then everyone.')).toBe(false)
    await agreed(server, letter)
    await revealTime(server, letter)
    expect(await publicJson(letter)).toMatchObject({ together: { state: 'revealed', standing: 3 } })
    const text = await wordsAt(page)
    expect(says(text, sentence('together-shown-revealed', { count: 3, on: at }), ...namesTo(3))).toEqual(
      Array.from({ length: 4 }, () => true),
    )
  })

  test('owners find the decision among their tasks, look for a flood, and two of them agree', async () => {
    const { letter, owners, at } = await reached()
    const dashboard = `/dashboard/letters/${letter.id}`
    const [first, second] = owners as [Organizer, Organizer]
    expect(says(plain((await organizerPage(server, first, dashboard)).html), sentence('together-do'))).toEqual([true])
    const { html } = await organizerPage(server, first, `${dashboard}/together`)
    const heading = sentence('together-flood-heading')
    expect(says(plain(html), heading, sentence('together-flood-days'), '3 verified work addresses')).toEqual([
      true,
      true,
      true,
    ])
    const asked = await organizerPost(server, first, `${dashboard}/together/reveal`, {})
    expect(asked.status).toBe(303)
    expect((await waitingOf(server, letter)).agreed).toBe(false)
    const waits = await organizerPage(server, second, `${dashboard}/together`)
    expect(says(plain(waits.html), sentence('approvals-waits-title'))).toEqual([true])
    expect((await agrees(server, second, letter.id, 'reveal-together')).status).toBe(200)
    expect((await waitingOf(server, letter)).agreed).toBe(true)
    expect(says(plain((await organizerPage(server, first, dashboard)).html), sentence('together-do'))).toEqual([false])
    const text = await wordsAt(`/letters/${keyOf(letter)}`)
    expect(says(text, sentence('together-shown-reached', { count: 3, at }))).toEqual([true])
  })

  test('no number by employer is shown that is below k', async () => {
    const { letter, owners } = await ownedLetter(5, {
      batchSize: 5,
      draft: { employers: [...northwind.employers, { name: 'Halden', domains: ['halden.example'] }] },
    })
    await hold(server, letter, namesTo(5))
    for (const at of [0, 1, 2])
      await signAs(server, letter, { name: `Hal ${String(at)}`, address: `h${String(at)}@halden.example` })
    await nextBatch(server, letter)
    const { html } = await organizerPage(server, owners[0]!, `/dashboard/letters/${letter.id}/together`)
    const [, table = ''] = plain(html).split(sentence('together-flood-employers'))
    const shown = table.split(sentence('together-flood-small', { least: 5 }))[0]!
    expect(shown.includes('Northwind')).toBe(true)
    expect([/\b3\b/.test(shown), /\b5\b/.test(shown)]).toEqual([false, false])
  })

  test('ending needs a tick and a second owner, and the page says that the names are destroyed', async () => {
    const { letter, owners } = await reached()
    const [first, second] = owners as [Organizer, Organizer]
    const path = `/dashboard/letters/${letter.id}/together`
    const unsure = await organizerPost(server, first, `${path}/end`, {})
    expect([unsure.status, ...says(plain(unsure.html), sentence('together-end-not-sure'))]).toEqual([422, true])
    expect((await organizerPost(server, first, `${path}/end`, { sure: 'yes' })).status).toBe(303)
    expect((await waitingOf(server, letter)).state).toBe('reached')
    expect((await agrees(server, second, letter.id, 'end-together')).status).toBe(200)
    const text = await wordsAt(`/letters/${keyOf(letter)}`)
    expect(says(text, sentence('together-shown-lapsed', { count: 3 }))).toEqual([true])
    expect(namesTo(3).some((name) => text.includes(name))).toBe(false)
  })

  test('the API does the same', async () => {
    const { letter, owners, at } = await reached()
    const path = `/dashboard/letters/${letter.id}/together`
    expect((await api(server, owners[0]!, 'GET', path)).json).toMatchObject({
      state: 'reached',
      reveals_at: at.toISOString(),
      by_day: [{ class: 'mailbox', added: 3 }],
    })
    expect((await api(server, owners[0]!, 'POST', `${path}/number`, { needed: 9 })).status).toBe(409)
    expect((await api(server, owners[0]!, 'POST', `${path}/reveal`)).json).toEqual({ outcome: 'waits' })
    expect((await api(server, owners[0]!, 'POST', `${path}/end`)).json).toEqual({ outcome: 'waits' })
    const stranger = await organizer(server)
    expect((await api(server, stranger, 'GET', path)).status).toBe(404)
  })
})

describe('people who asked for updates', () => {
  const mailsTo = (address: string) => server.inbox.mails().filter(({ to }) => JSON.stringify(to).includes(address))

  test('get one mail when the number is reached and one about the end, without a name', async () => {
    const { letter } = await ownedLetter(3)
    await subscribe(server, letter, 'reader@personal.example')
    await hold(server, letter, namesTo(3))
    const before = mailsTo('reader@personal.example').length
    await nextBatch(server, letter)
    await server.work()
    const { reveals_at: at } = await waitingOf(server, letter)
    await agreed(server, letter)
    await revealTime(server, letter)
    await server.work()
    // As if a crash had repeated both jobs.
    for (const what of ['reached', 'revealed'] as const) await tellOfTogether(db, letter.id, what)
    await server.work()
    const mails = mailsTo('reader@personal.example').slice(before)
    expect(
      mails.map(({ text }) => says(plain(text), sentence('updates-together-reached', { count: 3, at: at! }))[0]),
    ).toEqual([true, false])
    expect(says(plain(mails[1]!.text), sentence('updates-together-revealed', { count: 3, at: at! }))).toEqual([true])
    expect(mails.some(({ text, html }) => namesTo(3).some((name) => `${text}${html}`.includes(name)))).toBe(false)
    expect(/List-Unsubscribe/i.test(JSON.stringify(mails))).toBe(true)
  })

  test('get a mail when too few came', async () => {
    const { letter } = await ownedLetter(3, { until: inDays(3) })
    await subscribe(server, letter, 'other@personal.example')
    await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    const on = await lapse(letter)
    const before = mailsTo('other@personal.example').length
    await server.work()
    const mails = mailsTo('other@personal.example').slice(before)
    expect(mails).toHaveLength(1)
    expect(says(plain(mails[0]!.text), sentence('updates-together-lapsed', { count: 2, at: on }))).toEqual([true])
  })
})

describe('a stage that waits for the names', () => {
  test('says so to signatories, and what to do once they are destroyed', async () => {
    const { letter, owners } = await ownedLetter(3, { until: inDays(3) })
    const campaign = { letter, owner: owners[0]! }
    const id = await planned(server, campaign, { conditions: { together: true } })
    const plan = `/dashboard/letters/${letter.id}/delivery`
    const form = await organizerPage(server, owners[0]!, `${plan}/${id}/change`)
    expect(/id="f-together"[^>]* checked/.test(form.html)).toBe(true)
    const shown = async () => plain((await organizerPage(server, owners[0]!, plan)).html)
    expect(says(await shown(), sentence('plan-together-waits'))).toEqual([true])
    await lapse(letter)
    expect(says(await shown(), sentence('plan-together-lapsed'))).toEqual([true])
  })

  test('is refused where no names wait', async () => {
    const { letter, owners } = await ownedLetter(3)
    await db
      .updateTable('letter')
      .set({ visibilities: ['public'], together_needed: null })
      .where('id', '=', letter.id)
      .execute()
    const { json: plan } = await api(server, owners[0]!, 'GET', `/dashboard/letters/${letter.id}/stages`)
    const recipients = (plan.recipients as { id: string }[]).map((each) => each.id)
    const { status } = await api(server, owners[0]!, 'POST', `/dashboard/letters/${letter.id}/stages`, {
      ...{ recipients, disclosure: 'count', conditions: { together: true } },
    })
    expect(status).toBe(422)
  })
})
