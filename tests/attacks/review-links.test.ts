import { describe, expect, test } from 'vitest'
import { eraseReviews } from '../../server/letters/reviews/erase-reviews.ts'
import { purgeRows } from '../../server/letters/lifecycle/purge-queries.ts'
import { monday, testServer } from '../support/app.ts'
import { everyRow } from '../support/every-row.ts'
import { ReviewBrowser, reviewLink } from '../support/reviews.ts'
import {
  api,
  draftOf,
  join,
  openLetter,
  organizer,
  organizerPage,
  organizerPost,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const limited = await testServer({ settings: { LIMITS: 'on' } })
const { db } = server.parts
const secretTitle = 'Zanderquist must go'
const unknown = sentence('reviews-link-unknown')

async function withDraft(on = server) {
  const owner = await organizer(on, 'Mara Ottoline')
  const letter = await draftOf(on, owner, { title: secretTitle, text: 'We ask for an answer.' })
  return { owner, letter, link: await reviewLink(on, owner, letter) }
}

const linksOf = async (who: Organizer, letter: string) =>
  (await api(server, who, 'GET', `/dashboard/letters/${letter}/review-links`)).json.links as Record<string, unknown>[]

describe('a link', () => {
  test('that a scanner fetches shows nothing of the draft, and nothing changes', async () => {
    const { link } = await withDraft()
    const before = await everyRow(server)
    const scanner = new ReviewBrowser(server)
    for (const init of [{}, { method: 'HEAD' }, { headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch' } }]) {
      const shown = await scanner.get(link.path, init)
      expect(shown.status).toBe(200)
      expect(shown.html).not.toContain('Zanderquist')
      expect(shown.headers.get('set-cookie')).toBeNull()
      expect(shown.headers.get('cache-control')).toBe('no-store')
      expect(shown.headers.get('referrer-policy')).toBe('no-referrer')
      expect(shown.headers.get('x-robots-tag')).toContain('noindex')
    }
    expect(await everyRow(server)).toEqual(before)
  })

  test('binds to one of two browsers that begin at the same moment; the owners are told once', async () => {
    const { owner, letter, link } = await withDraft()
    const browsers = ['Heron', 'Stork', 'Crane', 'Egret'].map((name) => ({ name, browser: new ReviewBrowser(server) }))
    const shown = await Promise.all(browsers.map(({ name, browser }) => browser.begin(link.path, name)))
    expect(shown.map(({ status }) => status).toSorted()).toEqual([200, 403, 403, 403])
    const won = browsers[shown.findIndex(({ status }) => status === 200)]!
    expect(browsers.filter(({ browser }) => browser.cookie !== '')).toEqual([won])
    for (const { status, html } of shown) if (status === 403) expect(html).toContain(sentence('reviews-second-browser'))
    expect(await linksOf(owner, letter)).toMatchObject([{ state: 'in-use', name: won.name, refused_on: '2026-03-02' }])

    const mailed = server.inbox.mails().length
    await server.work()
    await new ReviewBrowser(server).begin(link.path, 'Eve')
    await server.work()
    const notices = server.inbox.mails().slice(mailed)
    expect(notices.map(({ to }) => to)).toEqual([owner.address])
    expect(notices[0]!.text).toContain('/dashboard')
    for (const told of ['Zanderquist', 'Mara', won.name, 'night shift', link.path])
      expect(notices[0]!.text).not.toContain(told)
    // The first browser goes on.
    expect((await won.browser.get(link.path)).html).toContain(won.name)
    const { html } = await organizerPage(server, owner, `/dashboard/letters/${letter}/activity`)
    expect(html.match(/A reviewer/g)).toHaveLength(2)
  })

  test('is not taken from its reviewer by a button that is pressed twice, or by another name', async () => {
    const { owner, letter, link } = await withDraft()
    const [first, again] = [new ReviewBrowser(server), new ReviewBrowser(server)]
    const press = await first.press(link.path)
    // The second request leaves before the first answer has set the cookie.
    const both = await Promise.all([first, again].map((each) => each.post(link.path, { name: 'Heron', press })))
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(first.cookie).toBe(again.cookie)
    await first.post(link.path, { name: 'Somebody else', press: 'x' })
    expect(await linksOf(owner, letter)).toMatchObject([{ name: 'Heron', refused_on: null }])
  })

  test('that is unknown, ended, expired, of an opened or of a discarded draft gets one and the same answer', async () => {
    const ended = await withDraft()
    const browser = new ReviewBrowser(server)
    await browser.begin(ended.link.path)
    const remove = (id: string) =>
      api(server, ended.owner, 'DELETE', `/dashboard/letters/${ended.letter}/review-links/${id}`)
    expect((await remove(ended.link.id)).status).toBe(204)
    expect((await remove(ended.link.id)).status).toBe(204)

    const opened = await withDraft()
    await db.updateTable('letter').set({ state: 'quiet', opened_at: monday }).where('id', '=', opened.letter).execute()
    const discarded = await withDraft()
    const gone = await api(server, discarded.owner, 'POST', `/dashboard/letters/${discarded.letter}/discard`)
    expect([gone.status, gone.json]).toEqual([200, { outcome: 'discarded' }])
    const expired = await withDraft()
    await db
      .updateTable('review_link')
      .set({ last_day: '2026-03-01' })
      .where('letter_id', '=', expired.letter)
      .execute()

    const paths = [
      ...[ended, opened, discarded, expired].map(({ link }) => link.path),
      `/review/${'A'.repeat(43)}`,
      '/review/x',
      `${ended.link.path.slice(0, -1)}~`,
    ]
    const answers = []
    for (const path of paths)
      for (const shown of [
        await browser.get(path),
        await browser.post(path, { name: 'Heron', press: 'A'.repeat(43) }),
        await browser.post(`${path}/end`, {}),
      ])
        answers.push([shown.status, shown.html.replace(/\s+/g, ' ')])
    expect(answers[0]![0]).toBe(404)
    expect(answers[0]![1]).toContain(unknown)
    expect([...new Set(answers.map((each) => JSON.stringify(each)))]).toHaveLength(1)
  })

  test('works through its last day, and not a moment longer', async () => {
    const { owner, letter } = await withDraft()
    const link = await reviewLink(server, owner, letter, { days: 1 })
    const browser = new ReviewBrowser(server)
    await browser.begin(link.path)
    server.at(new Date('2026-03-03T23:59:59Z'))
    expect((await browser.get(link.path)).status).toBe(200)
    server.at(new Date('2026-03-04T00:00:00Z'))
    expect((await browser.get(link.path)).status).toBe(404)
    server.at(monday)
  })

  test('is slowed for a network that guesses', async () => {
    const tries = Array.from({ length: 80 }, (_, index) => `/review/${String(index).padStart(43, 'A')}`)
    const started = performance.now()
    const statuses = await Promise.all(tries.map(async (path) => (await new ReviewBrowser(limited).get(path)).status))
    const later = await Promise.all(tries.map(async (path) => (await new ReviewBrowser(limited).get(path)).status))
    expect([...statuses, ...later]).toContain(429)
    expect(performance.now() - started).toBeGreaterThan(2900)
  })
})

describe('the cookie', () => {
  test('has a secret of its own, and goes nowhere but to its link', async () => {
    const { link } = await withDraft()
    const browser = new ReviewBrowser(server)
    const press = await browser.press(link.path)
    const answer = await fetch(`${server.url}${link.path}`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Heron', press }),
      redirect: 'manual',
    })
    const [cookie] = answer.headers.getSetCookie()
    expect(cookie).toMatch(new RegExp(`^review=[\\w-]{43}; Max-Age=\\d+; Path=${link.path}; HttpOnly; SameSite=Lax$`))
    expect(cookie).not.toContain(press)
    expect(answer.headers.get('location')).toBe(link.path)
  })

  test('of another link, of another letter, or an invented one opens nothing', async () => {
    const { owner, letter, link } = await withDraft()
    const sibling = await reviewLink(server, owner, letter, { label: 'early shift' })
    const other = await withDraft()
    const [mine, theirs, far] = [new ReviewBrowser(server), new ReviewBrowser(server), new ReviewBrowser(server)]
    await mine.begin(link.path, 'Heron')
    await theirs.begin(sibling.path, 'Stork')
    await far.begin(other.link.path, 'Crane')
    const before = await everyRow(server)
    for (const cookie of [theirs.cookie, far.cookie, `review=${'A'.repeat(43)}`, 'review=']) {
      const thief = new ReviewBrowser(server, cookie)
      const shown = await thief.get(link.path)
      expect(shown.html).not.toContain('Heron')
      expect(shown.html).not.toContain('Zanderquist')
      expect((await thief.post(`${link.path}/end`, {})).status).toBe(403)
    }
    expect(await everyRow(server)).toEqual(before)
    expect((await mine.get(link.path)).html).toContain('Heron')
  })

  test('opens no page of organizers, and a request from another site is refused', async () => {
    const { owner, letter, link } = await withDraft()
    const browser = new ReviewBrowser(server)
    await browser.begin(link.path)
    for (const path of ['', '/text/text', '/people', '/reviews', '/activity']) {
      const shown = await browser.get(`/dashboard/letters/${letter}${path}`)
      expect([path, shown.status]).toEqual([path, 303])
      expect(shown.headers.get('location')).toContain('/organizers/sign-in')
    }
    expect((await browser.get(`/api/v1/dashboard/letters/${letter}/draft`)).status).toBe(401)
    const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    expect((await browser.post(`${link.path}/end`, {}, foreign)).status).toBe(403)
    expect(await linksOf(owner, letter)).toMatchObject([{ state: 'in-use' }])
  })
})

describe('who makes and ends links', () => {
  test('editors make and end their own, owners end all, and others see none', async () => {
    const { owner, letter, link } = await withDraft()
    const [editor, moderator, viewer, stranger] = await Promise.all([1, 2, 3, 4].map(() => organizer(server)))
    await join(server, editor!, letter, 'editor')
    await join(server, moderator!, letter, 'moderator')
    await join(server, viewer!, letter, 'viewer')
    const own = await reviewLink(server, editor!, letter, { label: 'early shift' })
    expect((await linksOf(editor!, letter)).map(({ label }) => label)).toEqual(['early shift'])
    expect((await linksOf(owner, letter)).map(({ label }) => label).toSorted()).toEqual(['early shift', 'night shift'])
    const end = (who: Organizer, id: string) =>
      api(server, who, 'DELETE', `/dashboard/letters/${letter}/review-links/${id}`)
    expect((await end(editor!, link.id)).status).toBe(404)
    for (const who of [moderator!, viewer!, stranger!]) {
      const statuses = [
        (await api(server, who, 'GET', `/dashboard/letters/${letter}/review-links`)).status,
        (await api(server, who, 'POST', `/dashboard/letters/${letter}/review-links`, { label: 'x' })).status,
        (await end(who, link.id)).status,
        (await organizerPage(server, who, `/dashboard/letters/${letter}/reviews`)).status,
        (await organizerPost(server, who, `/dashboard/letters/${letter}/reviews`, { label: 'x' })).status,
      ]
      expect(statuses.every((status) => status === 403 || status === 404)).toBe(true)
    }
    const elsewhere = await withDraft()
    expect((await end(elsewhere.owner, link.id)).status).toBe(404)
    const { html } = await organizerPage(server, moderator!, `/dashboard/letters/${letter}/people`)
    expect(html).not.toContain('night shift')
    expect((await end(owner, own.id)).status).toBe(204)
    expect((await new ReviewBrowser(server).get(own.path)).status).toBe(404)
  })

  test('the links of an editor who leaves or becomes a viewer end, and nobody else’s', async () => {
    const { owner, letter, link } = await withDraft()
    const [left, lowered] = [await organizer(server), await organizer(server)]
    for (const who of [left, lowered]) await join(server, who, letter, 'editor')
    const links = [await reviewLink(server, left, letter), await reviewLink(server, lowered, letter)]
    const browser = new ReviewBrowser(server)
    await browser.begin(links[0]!.path)
    await api(server, left, 'DELETE', `/dashboard/letters/${letter}/people/${left.id}`)
    await api(server, owner, 'PUT', `/dashboard/letters/${letter}/people/${lowered.id}`, { role: 'viewer' })
    for (const { path } of links) expect((await browser.get(path)).status).toBe(404)
    expect((await browser.get(link.path)).status).toBe(200)
  })

  test('one owner alone ends all links at once', async () => {
    const { owner, letter, link } = await withDraft()
    const second = await organizer(server)
    await join(server, second, letter, 'owner')
    const other = await withDraft()
    const browser = new ReviewBrowser(server)
    await browser.begin(link.path)
    const page = await organizerPage(server, second, `/dashboard/letters/${letter}/emergency`)
    expect(page.html).toContain(sentence('emergency-reviews-what', { count: 1 }))
    const done = await organizerPost(server, second, `/dashboard/letters/${letter}/emergency/review-links`)
    expect(done.location).toContain('done=links-ended')
    expect((await browser.get(link.path)).status).toBe(404)
    expect((await browser.get(other.link.path)).status).toBe(200)
    expect((await linksOf(owner, letter)).map(({ state }) => state)).toEqual(['ended'])
  })

  test('no more links than the bound, also of many requests at once', async () => {
    const { owner, letter } = await withDraft()
    const make = () => api(server, owner, 'POST', `/dashboard/letters/${letter}/review-links`, { label: 'x' })
    const answers = await Promise.all(Array.from({ length: 22 }, make))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(19)
    expect(answers.find(({ status }) => status === 409)!.json.code).toBe('too-many-review-links')
    const opened = await openLetter(server)
    await join(server, owner, opened.id, 'owner')
    const { json } = await api(server, owner, 'POST', `/dashboard/letters/${opened.id}/review-links`, { label: 'x' })
    expect(json.code).toBe('reviews-over')
  })
})

describe('a copy of the database', () => {
  test('holds no link, no cookie, no name, and not who made a link', async () => {
    const { owner, letter, link } = await withDraft()
    const browser = new ReviewBrowser(server)
    await browser.begin(link.path, 'Okapi Vandersnoot')
    const rows = await db.selectFrom('review_link').selectAll().where('letter_id', '=', letter).execute()
    const token = Buffer.from(link.path.slice('/review/'.length), 'base64url')
    const secret = Buffer.from(browser.cookie.slice('review='.length), 'base64url')
    for (const row of rows)
      for (const value of Object.values(row)) {
        const text = Buffer.isBuffer(value) ? value.toString('latin1') : String(value)
        for (const told of ['Okapi', 'night shift', owner.id, token.toString('latin1'), secret.toString('latin1')])
          expect(text).not.toContain(told)
      }
    // Days without times, in the activity too.
    const used = await db.selectFrom('activity').selectAll().where('what', '=', 'review-link-used').execute()
    expect(used.every(({ at, organizer_id }) => at.getTime() % 86_400_000 === 0 && organizer_id === null)).toBe(true)
  })

  test('holds nothing of them a week after the opening, or after a purge', async () => {
    const [opened, purged, stays] = [await withDraft(), await withDraft(), await withDraft()]
    const left = async ({ letter }: { letter: string }) =>
      (await db.selectFrom('review_link').select('id').where('letter_id', '=', letter).execute()).length
    const openedAt = new Date(monday.getTime() - 7 * 86_400_000)
    await db
      .updateTable('letter')
      .set({ state: 'quiet', opened_at: openedAt })
      .where('id', '=', opened.letter)
      .execute()
    await eraseReviews(server.parts, new Date(monday.getTime() - 1))
    expect(await left(opened)).toBe(1)
    await eraseReviews(server.parts, monday)
    await db.transaction().execute((trx) => purgeRows(trx, purged.letter))
    expect([await left(opened), await left(purged), await left(stays)]).toEqual([0, 0, 1])
  })
})

test('a reviewer ends the own access; the link then works nowhere', async () => {
  const { owner, letter, link } = await withDraft()
  const browser = new ReviewBrowser(server)
  await browser.begin(link.path)
  const left = await browser.post(`${link.path}/end`, {})
  expect(left.html).toContain(sentence('reviews-left-heading'))
  expect(browser.cookie).toBe('')
  expect((await new ReviewBrowser(server).get(link.path)).status).toBe(404)
  expect(await linksOf(owner, letter)).toMatchObject([{ state: 'ended', name: 'Heron' }])
})

test('forms keep what was typed, with the error beside the field', async () => {
  const { owner, letter, link } = await withDraft()
  const browser = new ReviewBrowser(server)
  for (const [name, words] of [
    ['', sentence('reviews-name-needed')],
    ['\u2060\u3164', sentence('reviews-name-needed')],
    ['x'.repeat(61), sentence('reviews-name-too-long', { most: 60 })],
  ] as const) {
    const shown = await browser.begin(link.path, name)
    expect([shown.status, shown.html]).toEqual([422, expect.stringContaining(words)])
  }
  const page = `/dashboard/letters/${letter}/reviews`
  for (const days of ['0', '31', '1.5', 'soon']) {
    const shown = await organizerPost(server, owner, page, { label: 'early shift', days })
    expect([days, shown.status, shown.html]).toEqual([days, 422, expect.stringContaining('value="early shift"')])
    expect(shown.html).toContain(sentence('reviews-days-malformed', { least: 1, most: 30 }))
  }
  // The same press that arrives twice makes one link.
  const form = { label: 'early shift', days: '2', form_id: 'AAAAAAAAAAAAAAAA' }
  const [once, twice] = [await organizerPost(server, owner, page, form), await organizerPost(server, owner, page, form)]
  const made = (html: string) => /\/review\/[\w-]{43}/.exec(html)?.[0]
  expect(made(once.html)).toBeDefined()
  expect(made(twice.html)).toBe(made(once.html))
  const people = await organizerPage(server, owner, `/dashboard/letters/${letter}/people`)
  expect(people.html.match(/early shift/g)).toHaveLength(1)
})
