import { beforeEach, describe, expect, test } from 'vitest'
import { readEmbargo, storedEmbargo, typedEmbargo } from '../../server/delivery/embargo.ts'
import { testServer } from '../support/app.ts'
import { afterNotice, newestStage, signedLetter, three, type Campaign } from '../support/deliveries.ts'
import { api, letterNow, organizerPage, organizerPost, pageOf } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
beforeEach(() => server.inbox.clear())

const hour = 3_600_000
const local = (at: Date) => at.toISOString().slice(0, 16)

/** Lets a quiet letter go public with an embargo, and mails the press. */
async function goesPublic(until: Date): Promise<{ campaign: Campaign; path: string }> {
  const campaign = await signedLetter(server, three, { state: 'quiet' })
  const { letter, owner } = campaign
  const base = `/dashboard/letters/${letter.id}/stages`
  const planned = await api(server, owner, 'POST', base, {
    ...{ kind: 'public', note: '', press: 'desk@courier.example' },
    embargo: { local: local(until), zone: 'UTC' },
  })
  expect(planned.status).toBe(200)
  const { id, version } = await newestStage(server, campaign)
  await api(server, owner, 'POST', `${base}/${id}/announcement`, { version })
  afterNotice(server)
  expect((await api(server, owner, 'POST', `${base}/${id}/confirmation`)).json.outcome).toBe('sending')
  await server.work()
  const { slug } = await letterNow(server, letter.id)
  return { campaign, path: `/letters/${slug}` }
}

async function listed(path: string): Promise<boolean[]> {
  const home = (await pageOf(server, '/')).html
  const sitemap = await (await fetch(`${server.url}/sitemap.xml`)).text()
  const page = (await pageOf(server, path)).html
  return [home.includes(`href="${path}"`), sitemap.includes(path), !/<meta name="robots" content="noindex/.test(page)]
}

describe('a letter that goes public under an embargo', () => {
  test('is in no list until it ends, and says so where the press reads it', async () => {
    const until = new Date(server.now().getTime() + 72 * hour)
    const { path } = await goesPublic(until)
    expect(await listed(path)).toEqual([false, false, false])
    for (const page of [path, `${path}/press`]) {
      const { status, html } = await pageOf(server, page)
      expect([page, status, html.includes(sentence('letter-embargo-title'))]).toEqual([page, 200, true])
    }
    const mail = server.inbox.mails().find(({ to }) => to === 'desk@courier.example')!
    expect(mail.text.startsWith('Embargo: please do not report before')).toBe(true)
    expect(mail.html.includes('Embargo: please do not report before')).toBe(true)

    server.at(new Date(until.getTime() + 60_000))
    expect(await listed(path)).toEqual([true, true, true])
    expect((await pageOf(server, path)).html.includes(sentence('letter-embargo-title'))).toBe(false)
    expect((await pageOf(server, `${path}/press`)).html.includes(sentence('letter-embargo-title'))).toBe(false)
  })

  test('has none if its end has passed when the stage goes', async () => {
    const { path } = await goesPublic(new Date(server.now().getTime() + hour))
    expect(await listed(path)).toEqual([true, true, true])
    const mail = server.inbox.mails().find(({ to }) => to === 'desk@courier.example')!
    expect(mail.text.includes('Embargo')).toBe(false)
  })

  test('is refused for a moment that has passed, keeps what was typed, and is shown in the plan', async () => {
    const { letter, owner } = await signedLetter(server, three, { state: 'quiet' })
    const base = `/dashboard/letters/${letter.id}/delivery`
    const typed = { kind: 'public', note: '', press: '', zone: 'UTC', embargo: '2020-01-01T10:00' }
    const refused = await organizerPost(server, owner, base, typed)
    expect([refused.status, refused.html.includes('value="2020-01-01T10:00"')]).toEqual([422, true])
    const later = local(new Date(server.now().getTime() + 100 * hour))
    expect((await organizerPost(server, owner, base, { ...typed, embargo: later })).status).toBe(303)
    const plan = await organizerPage(server, owner, base)
    expect(plan.html.includes('asked not to report before')).toBe(true)
    const { id } = await newestStage(server, { letter, owner })
    expect((await organizerPage(server, owner, `${base}/${id}/change`)).html.includes(`value="${later}"`)).toBe(true)
  })
})

test('an embargo is read in its zone, and shown as it was typed', () => {
  const now = new Date('2026-07-01T00:00:00Z')
  const typed = { local: '2026-07-02T06:00', zone: 'Europe/Berlin' }
  const read = readEmbargo(typed, now)
  expect(read).toEqual({ embargo: { embargo_at: new Date('2026-07-02T04:00:00Z'), embargo_zone: 'Europe/Berlin' } })
  expect(typedEmbargo(storedEmbargo(typed))).toEqual(typed)
  expect(readEmbargo({ ...typed, zone: 'Mars/North' }, now)).toMatchObject({ field: 'zone' })
  expect(readEmbargo({ ...typed, local: 'soon' }, now)).toMatchObject({ field: 'embargo' })
  // A time that the zone's clocks skip.
  expect(readEmbargo({ local: '2027-03-28T02:30', zone: 'Europe/Berlin' }, now)).toMatchObject({ field: 'embargo' })
})
