import { beforeEach, describe, expect, test, vi } from 'vitest'
import { notifyLetter } from '../../server/db/notify.ts'
import { purgeLetter } from '../../server/letters/lifecycle/purge-letter.ts'
import { testServer } from '../support/app.ts'
import {
  agrees,
  api,
  join,
  keyOf,
  letterNow,
  nextBatch,
  openLetter,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  proposalsFor,
  setClosed,
  signAs,
  withConsent,
  type LetterOptions,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()

interface Side {
  id: string
  key: string
  owner: Organizer
  letter: Awaited<ReturnType<typeof openLetter>>
}

/** A letter of one company with its owner. */
async function sideOf(title: string, employer: string, signed: number, options: LetterOptions = {}): Promise<Side> {
  const domain = `${employer.toLowerCase()}.example`
  const letter = await openLetter(server, {
    ...options,
    draft: { title, employers: [{ name: employer, domains: [domain] }], ...options.draft },
  })
  const owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  for (let index = 0; index < signed; index++)
    await signAs(server, letter, { name: `Worker ${String(index)}`, address: `worker${String(index)}@${domain}` })
  await nextBatch(server, letter)
  const now = await letterNow(server, letter.id)
  return { id: now.id, key: keyOf(now), owner, letter: now }
}

const at = ({ id }: Side, path = '') => `/dashboard/letters/${id}/campaign${path}`
const asks = ({ owner, id }: Side, path = '', body?: object) =>
  api(server, owner, 'POST', `/dashboard/letters/${id}/campaign${path}`, body)
const agreed = (side: Side, path: string, body: object) => withConsent(server, side.id, () => asks(side, path, body))

let campaigns = 0
let halden: Side
let meridian: Side
let slug: string

beforeEach(async () => {
  campaigns++
  slug = `two-companies-${String(campaigns)}`
  halden = await sideOf('Halden, stop it', 'Halden', 3)
  meridian = await sideOf('Meridian, stop it', 'Meridian', 2)
})

const title = () => `Two companies ${String(campaigns)}`
const starts = (side = halden) => agreed(side, '', { title: title() })
async function invitationOf(side = halden): Promise<string> {
  const { json } = await asks(side, '/invitation')
  return json.invitation as string
}
async function joins(side = meridian) {
  const invitation = await invitationOf()
  return agreed(side, '/membership', { invitation })
}
async function shown() {
  const { status, json } = await api(server, null, 'GET', `/campaigns/${slug}`)
  const page = await pageOf(server, `/campaigns/${slug}`)
  expect(page.status).toBe(status)
  return { status, json, html: page.html }
}
async function titlesShown(): Promise<string[]> {
  const { json, html } = await shown()
  const titles = (json.letters as { title: string }[]).map((each) => each.title)
  for (const each of titles) expect(html.includes(each)).toBe(true)
  return titles
}

describe('a campaign', () => {
  test('shows each letter with its own count and time, and says the sum in words', async () => {
    await starts()
    await joins()
    const { json, html } = await shown()
    expect(json.title).toBe(title())
    const letters = json.letters as { title: string; as_of: string; classes: { class: string; count: number }[] }[]
    expect(letters.map((each) => [each.title, each.classes.map(({ count }) => count)])).toEqual(
      expect.arrayContaining([
        ['Halden, stop it', [3]],
        ['Meridian, stop it', [2]],
      ]),
    )
    expect(json.sums).toMatchObject([{ class: 'mailbox', count: 5 }])
    expect(html.includes(sentence('campaigns-sum', { counts: '5 verified work addresses' }))).toBe(true)
    for (const side of [halden, meridian]) expect(html.includes(`href="/letters/${side.key}"`)).toBe(true)
    // No name of a signatory, and no organizer.
    expect(html.includes('Worker 0')).toBe(false)
    expect(JSON.stringify(json).includes('Worker 0')).toBe(false)
    expect(html.includes(halden.owner.name)).toBe(false)
  })

  test('leaves out a letter under embargo until it ends', async () => {
    await starts()
    await joins()
    const until = new Date(server.now().getTime() + 2 * 3_600_000)
    await server.parts.db
      .updateTable('letter')
      .set({ embargo_until: until })
      .where('id', '=', meridian.letter.id)
      .execute()
    await notifyLetter(server.parts.db, meridian.letter.id)
    await vi.waitFor(async () => expect(await titlesShown()).toEqual(['Halden, stop it']))
    server.at(new Date(until.getTime() + 60_000))
    expect((await titlesShown()).toSorted()).toEqual(['Halden, stop it', 'Meridian, stop it'])
  })

  test('somebody who signs two letters counts in both, because nobody is compared', async () => {
    await starts()
    await joins()
    for (const { letter } of [halden, meridian]) {
      const domain = letter.id === halden.id ? 'halden.example' : 'meridian.example'
      await signAs(server, letter, { name: 'Same Person', address: `same@${domain}` })
      await nextBatch(server, letter)
    }
    expect((await shown()).json.sums).toMatchObject([{ count: 7 }])
  })

  test('a letter that is collecting shows no count, and is left out of the sum', async () => {
    await starts()
    await joins()
    const third = await sideOf('Orrin, stop it', 'Orrin', 2, { firstThreshold: 50 })
    await joins(third)
    const { json, html } = await shown()
    expect(json.sums).toMatchObject([{ class: 'mailbox', count: 5 }])
    expect(json.left_out).toBe(1)
    const orrin = (json.letters as { title: string; collecting: boolean; classes: object[] }[]).find(
      (each) => each.title === 'Orrin, stop it',
    )
    expect(orrin).toMatchObject({ collecting: true, classes: [], as_of: null })
    expect(html.includes(sentence('campaigns-left-out', { count: 1 }))).toBe(true)
  })

  test('a page with one letter has no sum', async () => {
    await starts()
    expect((await shown()).json.sums).toEqual([])
  })

  test('the page is up to date after a batch of any of its letters, and shows nothing before the batch', async () => {
    await starts()
    await joins()
    const before = await shown()
    await signAs(server, meridian.letter, { name: 'New Worker', address: 'new@meridian.example' })
    const waiting = await shown()
    expect(waiting.json).toEqual(before.json)
    expect(waiting.html === before.html).toBe(true)
    await nextBatch(server, meridian.letter)
    expect((await shown()).json.sums).toMatchObject([{ count: 6 }])
  })

  test('each letter links to it', async () => {
    const path = `/letters/${halden.key}`
    expect((await pageOf(server, path)).html.includes('/campaigns/')).toBe(false)
    await starts()
    expect((await pageOf(server, path)).html.includes(`href="/campaigns/${slug}"`)).toBe(true)
    const { json } = await api(server, null, 'GET', path)
    expect(json.campaign).toEqual({ slug, title: title() })
  })

  test('two campaigns of one title have different addresses', async () => {
    await starts()
    await starts(meridian)
    const { json } = await api(server, meridian.owner, 'GET', at(meridian))
    expect(json.campaign.slug).toBe(`${slug}-2`)
  })

  test('a closed letter stays, and a purged one goes with its invitation', async () => {
    await starts()
    await joins()
    const invitation = await invitationOf()
    await setClosed(server, halden.letter)
    expect((await titlesShown()).length).toBe(2)
    server.at(new Date(server.now().getTime() + 86_400_000))
    await join(server, meridian.owner, halden.id, 'owner')
    await purgeLetter(server.parts, halden.owner, halden.id, server.now())
    expect((await agrees(server, meridian.owner, halden.id, 'purge')).status).toBe(200)
    expect(await titlesShown()).toEqual(['Meridian, stop it'])
    const third = await sideOf('Orrin, stop it', 'Orrin', 1)
    expect((await asks(third, '/membership', { invitation })).status).toBe(422)
  })
})

describe('two owners of each letter agree', () => {
  test('to start: nobody reads anything of it before', async () => {
    const bea = await organizer(server, 'Bea')
    await join(server, bea, halden.id, 'owner')
    expect((await asks(halden, '', { title: title() })).json).toEqual({ outcome: 'waits' })
    expect((await shown()).status).toBe(404)
    const stored = await server.parts.db.selectFrom('approval').selectAll().where('act', '=', 'campaign').execute()
    expect(JSON.stringify(stored).includes(title())).toBe(false)
    expect(JSON.stringify(stored).includes(slug)).toBe(false)
    const [proposal] = await proposalsFor(server, bea, halden.id)
    expect(proposal).toMatchObject({
      kind: 'start-campaign',
      facts: [
        sentence('campaigns-fact-title', { title: title() }),
        sentence('campaigns-fact-address', { address: `${server.parts.config.origin}/campaigns/${slug}` }),
      ],
    })
    expect((await agrees(server, bea, halden.id, 'start-campaign')).status).toBe(200)
    expect(await titlesShown()).toEqual(['Halden, stop it'])
  })

  test('to join: the second owner sees beside whom the letter would stand', async () => {
    await starts()
    const bea = await organizer(server, 'Bea')
    await join(server, bea, meridian.id, 'owner')
    const invitation = await invitationOf()
    expect((await asks(meridian, '/membership', { invitation })).json).toEqual({ outcome: 'waits' })
    expect(await titlesShown()).toEqual(['Halden, stop it'])
    const [proposal] = await proposalsFor(server, bea, meridian.id)
    expect(proposal!.kind).toBe('join-campaign')
    expect(proposal!.facts).toContain(sentence('campaigns-fact-letter', { title: 'Halden, stop it', slug: halden.key }))
    expect((await organizerPage(server, bea, at(meridian))).html.includes(sentence('approvals-waits-link'))).toBe(true)
    expect((await agrees(server, bea, meridian.id, 'join-campaign')).status).toBe(200)
    expect((await titlesShown()).length).toBe(2)
  })

  test('an owner who is alone waits for a day', async () => {
    expect((await asks(halden, '', { title: title() })).json).toEqual({ outcome: 'waits' })
    const [proposal] = await proposalsFor(server, halden.owner, halden.id)
    const agreement = () =>
      api(server, halden.owner, 'POST', `/dashboard/letters/${halden.id}/approvals/${proposal!.id}/agreement`, {
        shown: proposal!.shown ?? '',
      })
    expect((await agreement()).status).toBe(403)
    expect((await shown()).status).toBe(404)
    server.at(new Date(server.now().getTime() + 25 * 3_600_000))
    const [later] = await proposalsFor(server, halden.owner, halden.id)
    proposal!.shown = later!.shown
    expect((await agreement()).status).toBe(200)
    expect((await shown()).status).toBe(200)
  })
})

describe('leaving', () => {
  beforeEach(async () => {
    await starts()
    await joins()
    expect((await titlesShown()).length).toBe(2)
  })

  test('one owner takes the letter out at once, also on a letter with several owners', async () => {
    await join(server, await organizer(server, 'Bea'), meridian.id, 'owner')
    const left = await api(server, meridian.owner, 'DELETE', at(meridian, '/membership'))
    expect(left.status).toBe(200)
    expect(await titlesShown()).toEqual(['Halden, stop it'])
    expect((await shown()).html.includes('Meridian')).toBe(false)
    const html = (await pageOf(server, `/letters/${meridian.key}`)).html
    expect(html.includes('/campaigns/')).toBe(false)
    // Idempotent.
    expect((await api(server, meridian.owner, 'DELETE', at(meridian, '/membership'))).status).toBe(200)
  })

  test('the letter that began it can leave too. Then nobody can invite, and an invitation ends', async () => {
    const invitation = await invitationOf()
    await organizerPost(server, halden.owner, at(halden, '/membership/end'))
    expect(await titlesShown()).toEqual(['Meridian, stop it'])
    expect((await asks(meridian, '/invitation')).json.code).toBe('campaign-not-begun')
    const third = await sideOf('Orrin, stop it', 'Orrin', 1)
    expect((await asks(third, '/membership', { invitation })).status).toBe(422)
  })

  test('a campaign without letters is gone', async () => {
    for (const side of [meridian, halden]) await api(server, side.owner, 'DELETE', at(side, '/membership'))
    expect((await shown()).status).toBe(404)
    expect(await server.parts.db.selectFrom('campaign').select('id').where('slug', '=', slug).execute()).toEqual([])
  })

  test('the letter that began it can take another one off, and no other letter can', async () => {
    const off = (side: Side, other: Side) => api(server, side.owner, 'DELETE', at(side, `/letters/${other.key}`))
    expect((await off(meridian, halden)).json.code).toBe('campaign-not-begun')
    expect((await titlesShown()).length).toBe(2)
    expect((await off(halden, meridian)).status).toBe(200)
    expect(await titlesShown()).toEqual(['Halden, stop it'])
    // A letter outside of the campaign stays where it is.
    const third = await sideOf('Orrin, stop it', 'Orrin', 1)
    await agreed(third, '', { title: 'Another campaign' })
    await off(halden, third)
    expect((await api(server, third.owner, 'GET', at(third))).json.campaign.title).toBe('Another campaign')
  })
})

describe('the organizers’ page', () => {
  test('starts, invites and joins with forms, and keeps what was typed', async () => {
    const wrong = await organizerPost(server, halden.owner, at(halden), { title: 'x'.repeat(121) })
    expect(wrong.status).toBe(422)
    expect(wrong.html.includes(sentence('campaigns-title-too-long', { most: 120 }))).toBe(true)
    expect(wrong.html.includes('x'.repeat(121))).toBe(true)
    await withConsent(server, halden.id, () => organizerPost(server, halden.owner, at(halden), { title: title() }))
    const { location } = await organizerPost(server, halden.owner, at(halden, '/invitation'))
    expect(location).toBe(at(halden))
    const { html } = await organizerPage(server, halden.owner, at(halden))
    const invitation = /<code>([\w-]{43})<\/code>/.exec(html)![1]!
    const unknown = await organizerPost(server, meridian.owner, at(meridian, '/membership'), { invitation: 'abc' })
    expect(unknown.status).toBe(422)
    expect(unknown.html.includes('value="abc"')).toBe(true)
    await withConsent(server, meridian.id, () =>
      organizerPost(server, meridian.owner, at(meridian, '/membership'), { invitation: ` ${invitation}\n` }),
    )
    expect((await titlesShown()).length).toBe(2)
    const own = (await organizerPage(server, meridian.owner, at(meridian))).html
    expect(own.includes('Halden, stop it')).toBe(true)
    expect(own.includes(sentence('campaigns-leave-button'))).toBe(true)
    await organizerPost(server, halden.owner, at(halden, `/letters/${meridian.key}/removal`))
    expect(await titlesShown()).toEqual(['Halden, stop it'])
  })

  test('is linked from the page for sharing of a public letter only', async () => {
    const share = await organizerPage(server, halden.owner, `/dashboard/letters/${halden.id}/share`)
    expect(share.html.includes(at(halden))).toBe(true)
    const quiet = await sideOf('A quiet one', 'Orrin', 1, { state: 'quiet' })
    const other = await organizerPage(server, quiet.owner, `/dashboard/letters/${quiet.id}/share`)
    expect(other.html.includes(at(quiet))).toBe(false)
    const own = await organizerPage(server, quiet.owner, at(quiet))
    expect(own.html.includes(sentence('campaigns-not-possible'))).toBe(true)
  })
})
