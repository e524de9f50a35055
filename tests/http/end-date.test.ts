import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { closeDueLetters } from '../../server/letters/lifecycle/close-letter.ts'
import { testServer } from '../support/app.ts'
import { subscribe } from '../support/updates.ts'
import {
  agrees,
  api,
  draftOf,
  join,
  keyOf,
  letterNow,
  northwind,
  openLetter,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  proposalsFor,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const day = 86_400_000
const dayOf = (at: Date) => at.toISOString().slice(0, 10)
const inDays = (days: number, from = server.now()) => new Date(from.getTime() + days * day)
let mara: Organizer
let ben: Organizer

beforeEach(async () => {
  await server.work()
  server.inbox.clear()
  mara = await organizer(server, 'Mara')
  ben = await organizer(server, 'Ben')
})

describe('the last day of signing in a draft', () => {
  let draft: string
  const at = (path: string) => `/dashboard/letters/${draft}${path}`
  const read = async () => (await api(server, mara, 'GET', at('/draft'))).json as Record<string, unknown>
  const saves = async (ends_on: string | null) =>
    api(server, mara, 'PATCH', at('/draft'), { version: (await read())['version'], ends_on })
  const opens = async () =>
    api(server, mara, 'POST', at('/opening'), { to: 'open', version: (await read())['version'] })

  beforeEach(async () => {
    draft = await draftOf(server, mara, northwind)
  })

  test('closes the letter on that day, and the pages say so before anybody signs', async () => {
    const last = dayOf(inDays(30))
    const closes = new Date(`${last}T23:59:00Z`)
    expect((await saves(last)).status).toBe(200)
    const checklist = await api(server, mara, 'GET', at('/checklist'))
    expect(checklist.json).toMatchObject({ closes_at: closes.toISOString() })
    expect((await opens()).json.outcome).toBe('opened')
    const letter = await letterNow(server, draft)
    expect([letter.closes_at, letter.purges_at]).toEqual([closes, inDays(90, closes)])
    const told = [
      sentence('letter-ends', { on: closes }),
      sentence('letter-ends-extendable', { until: inDays(-7, closes), latest: inDays(60, closes) }),
    ]
    for (const path of ['', '/sign', '/anonymous']) {
      const { html } = await pageOf(server, `/letters/${keyOf(letter)}${path}`)
      for (const words of told) expect([path, html.includes(words)]).toEqual([path, true])
    }
    const { json } = await api(server, null, 'GET', `/letters/${keyOf(letter)}`)
    expect(json).toMatchObject({
      closes_on: last,
      extendable_until: dayOf(inDays(-7, closes)),
      latest_end: dayOf(inDays(60, closes)),
      extended_from: null,
    })
    const now = server.now()
    await closeDueLetters(server.parts, new Date(closes.getTime() - 1))
    expect((await letterNow(server, draft)).state).toBe('open')
    await closeDueLetters(server.parts, closes)
    expect((await letterNow(server, draft)).state).toBe('closed')
    server.at(now)
  })

  test('is at most sixty days away, and what was typed is kept', async () => {
    const far = dayOf(inDays(61))
    expect((await saves(far)).json.errors).toEqual([expect.objectContaining({ field: 'ends_on' })])
    const { version } = await read()
    const { status, html } = await organizerPost(server, mara, at('/text/details'), {
      version: String(version),
      ends_on: far,
      goal: '',
      press_contact: '',
      language: 'en',
      slug: '',
    })
    expect(status).toBe(422)
    expect(html).toContain(`type="date" value="${far}"`)
    expect(html).toContain(sentence('drafting-ends-on-wrong', { days: 60, latest: inDays(60) }))
    expect((await read())['ends_on']).toBeNull()
  })

  test('that has passed while the draft waited stops the opening', async () => {
    const now = server.now()
    await saves(dayOf(inDays(2)))
    server.at(inDays(3))
    const { json } = await opens()
    expect(json.code).toBe('letter-not-ready')
    const { html } = await organizerPage(server, mara, at('/text/opening'))
    expect(html).toContain(`href="${at('/text/details')}"`)
    server.at(now)
  })

  test('is among what a second owner agrees to', async () => {
    await join(server, ben, draft, 'owner')
    await saves(dayOf(inDays(30)))
    await opens()
    const [proposal] = await proposalsFor(server, ben, draft)
    expect(proposal!.facts).toContain(sentence('approvals-fact-ends-on', { on: new Date(dayOf(inDays(30))) }))
    await saves(dayOf(inDays(40)))
    expect((await proposalsFor(server, ben, draft))[0]!.shown).toBeNull()
  })

  test('is fixed once the letter is open', async () => {
    await opens()
    expect((await saves(dayOf(inDays(20)))).status).toBe(422)
    expect((await organizerPage(server, mara, at('/text/details'))).html).not.toContain('name="ends_on"')
  })
})

describe('an extension', () => {
  let letter: AddressedLetter
  const at = (path: string) => `/dashboard/letters/${letter.id}${path}`
  beforeEach(async () => {
    letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
    await join(server, mara, letter.id, 'owner')
    await join(server, ben, letter.id, 'owner')
  })

  test('is asked for by one owner, agreed to by another, and told to everybody', async () => {
    await subscribe(server, letter, 'reader@personal.example')
    server.inbox.clear()
    const closes = letter.closes_at!
    const until = dayOf(inDays(30, closes))
    const end = new Date(`${until}T23:59:00Z`)
    const asked = await organizerPost(server, mara, at('/close/extension'), { until })
    expect(asked.location).toBe(at('/approvals'))
    expect((await letterNow(server, letter.id)).closes_at).toEqual(closes)
    const [proposal] = await proposalsFor(server, ben, letter.id)
    expect(proposal!.facts).toEqual([
      sentence('approvals-fact-end-before', { on: closes }),
      sentence('approvals-fact-end-after', { on: end }),
      sentence('approvals-fact-purge-before', { on: letter.purges_at! }),
      sentence('approvals-fact-purge-after', { on: inDays(90, end) }),
      sentence('approvals-fact-agree-until', { at: letter.extendable_until! }),
    ])
    expect((await organizerPage(server, ben, at('/close'))).html).toContain(sentence('approvals-waits-link'))
    expect((await agrees(server, ben, letter.id, 'extend')).status).toBe(200)
    const extended = await letterNow(server, letter.id)
    expect([extended.closes_at, extended.purges_at, extended.extended_from]).toEqual([end, inDays(90, end), closes])
    const told = sentence('letter-ends-extended', { on: end, before: closes })
    for (const path of ['', '/sign', '/anonymous'])
      expect((await pageOf(server, `/letters/${keyOf(letter)}${path}`)).html).toContain(told)
    expect((await api(server, null, 'GET', `/letters/${keyOf(letter)}`)).json).toMatchObject({
      closes_on: until,
      extended_from: dayOf(closes),
    })
    for (const page of ['/close', '/close/extension'])
      expect((await organizerPage(server, mara, at(page))).html).toContain('cannot be extended again')
    await server.work()
    const mail = server.inbox.mails().filter(({ to }) => to === 'reader@personal.example')
    expect(mail).toHaveLength(1)
    expect(mail[0]!.text.replace(/\s+/g, ' ')).toContain(sentence('updates-extended', { until: end, before: closes }))
  })

  test('is announced to the list of a quiet letter without its title in the subject', async () => {
    const quiet = await openLetter(server, { state: 'quiet' })
    const owner = await organizer(server)
    for (const who of [owner, mara]) await join(server, who, quiet.id, 'owner')
    await subscribe(server, quiet, 'reader@personal.example')
    server.inbox.clear()
    await api(server, owner, 'POST', `/dashboard/letters/${quiet.id}/extension`, {
      until: dayOf(inDays(10, quiet.closes_at!)),
    })
    await agrees(server, mara, quiet.id, 'extend')
    await server.work()
    const mail = server.inbox.mails().find(({ to }) => to === 'reader@personal.example')!
    expect(mail.raw.toString().split('\r\n\r\n')[0]).not.toContain(northwind.title)
  })

  test('keeps what was typed when something is wrong with it', async () => {
    const far = dayOf(inDays(61, letter.closes_at!))
    const { status, html } = await organizerPost(server, mara, at('/close/extension'), { until: far })
    expect([status, html.includes(`value="${far}"`)]).toEqual([422, true])
    expect(html).toContain(sentence('lifecycle-until-too-late', { on: letter.latest_end! }))
    expect(await proposalsFor(server, ben, letter.id)).toEqual([])
  })

  test('moves the job that closes the letter', async () => {
    const now = server.now()
    const closes = letter.closes_at!
    const until = dayOf(inDays(60, closes))
    await api(server, mara, 'POST', at('/extension'), { until })
    await agrees(server, ben, letter.id, 'extend')
    const { rows } = await sql<{ run_at: Date }>`select run_at from graphile_worker.jobs
      where key = ${`close:${letter.id}`}`.execute(server.parts.db)
    expect(rows).toEqual([{ run_at: letter.latest_end }])
    server.at(closes)
    await closeDueLetters(server.parts, server.now())
    expect((await letterNow(server, letter.id)).state).toBe('open')
    server.at(letter.latest_end!)
    await closeDueLetters(server.parts, server.now())
    expect(await letterNow(server, letter.id)).toMatchObject({
      state: 'closed',
      closed_at: letter.latest_end,
      purges_at: inDays(90, letter.latest_end!),
    })
    server.at(now)
  })
})
