import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { pathOf } from '../support/anonymous.ts'
import { planned, signedLetter, three } from '../support/deliveries.ts'
import { csrfToken } from '../../server/http/sessions.ts'
import { allowChecks, blindedChecks, checkCodes, checkShown } from '../support/in-person.ts'
import { textOf } from '../support/pdf-text.ts'
import { startedStage } from '../support/stages.ts'
import {
  api,
  cookieOf,
  draftOf,
  join,
  letterAsJson,
  nextBatch,
  northwind,
  openLetter,
  organizer,
  organizerPage,
  pageOf,
  post,
  signedIn,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const { db } = server.parts

test('signatures after an in-person check are counted apart on the page, in JSON, PDF and mail, on the dashboard and in its files', async () => {
  const campaign = await signedLetter(server, three)
  const { letter, owner } = campaign
  await allowChecks(server, letter, 20)
  const codes = await checkCodes(server, owner, letter, 4)
  for (const [index, vouch] of codes.entries()) {
    const person = { vouch, visibility: 'public', name: `Dee Walker ${['One', 'Two', 'Three', 'Four'][index]!}` }
    expect((await post(server, pathOf(letter, 'vouched/signings'), person)).status).toBe(200)
  }
  await nextBatch(server, letter)
  const { tally } = await letterAsJson(server, letter)
  expect(tally.classes).toMatchObject([
    { class: 'mailbox', count: 3 },
    { class: 'reviewed', count: 4 },
  ])
  const counted = sentence('letter-count-reviewed', { count: 4 })
  const spoken = (html: string) => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')
  const path = `/letters/${letter.slug}`
  for (const shown of [path, `${path}/embed`, `${path}/press`])
    expect(spoken((await pageOf(server, shown)).html).includes(counted), shown).toBe(true)
  const dashboard = `/dashboard/letters/${letter.id}`
  expect(spoken((await organizerPage(server, owner, dashboard)).html).includes(counted)).toBe(true)
  const { json } = await api(server, owner, 'GET', `${dashboard}/summary`)
  expect(json['classes']).toMatchObject([
    { class: 'mailbox', count: 3 },
    { class: 'reviewed', count: 4 },
  ])
  const { json: list } = await api(server, owner, 'GET', `${dashboard}/signatures`)
  const listed = (list['signatures'] as { class: string }[]).map((each) => each.class)
  expect(listed.filter((each) => each === 'reviewed')).toHaveLength(4)
  const figures = await organizerPage(server, owner, `${dashboard}/figures.csv`)
  expect(figures.html.includes(sentence('letter-class-reviewed', { count: 4 }))).toBe(true)

  server.inbox.clear()
  await startedStage(server, campaign, { disclosure: 'names', to: ['Ada Hartley'] })
  await server.work()
  const mail = server.inbox.mails().find(({ subject }) => subject.startsWith('Open letter'))!
  expect(mail.text.includes(counted)).toBe(true)
  expect((await textOf(mail.attachments[0]!.content)).replace(/\s+/g, ' ').includes(counted)).toBe(true)
})

test('a stage waits only for classes in which people can sign the letter, in the form and in the API', async () => {
  const campaign = await signedLetter(server, three.slice(0, 1))
  const { letter, owner } = campaign
  const stages = `/dashboard/letters/${letter.id}/stages`
  const set = (ways: { vouches_each: number; checks_each: number }) =>
    db.updateTable('letter').set(ways).where('id', '=', letter.id).execute()
  const { json: plan } = await api(server, owner, 'GET', stages)
  const recipients = (plan['recipients'] as { id: string }[]).map(({ id }) => id)
  const add = (counted: string) =>
    api(server, owner, 'POST', stages, {
      recipients,
      disclosure: 'count',
      conditions: { count: { class: counted, least: 5 } },
    })
  const offered = async () =>
    [
      ...(await organizerPage(server, owner, `/dashboard/letters/${letter.id}/delivery/new`)).html.matchAll(
        /name="class" value="(\w+)"/g,
      ),
    ].map(([, counted]) => counted)
  for (const { ways, classes } of [
    { ways: { vouches_each: 0, checks_each: 0 }, classes: ['workers', 'mailbox'] },
    { ways: { vouches_each: 3, checks_each: 0 }, classes: ['workers', 'mailbox', 'vouched'] },
    { ways: { vouches_each: 0, checks_each: 5 }, classes: ['workers', 'mailbox', 'reviewed'] },
    { ways: { vouches_each: 3, checks_each: 5 }, classes: ['workers', 'mailbox', 'vouched', 'reviewed'] },
  ]) {
    await set(ways)
    // With one class alone there is nothing to choose.
    expect(await offered()).toEqual(classes.length > 2 ? classes : [])
    for (const counted of ['workers', 'mailbox', 'vouched', 'reviewed', 'supporter']) {
      const answer = await add(counted)
      expect([counted, answer.status]).toEqual([counted, classes.includes(counted) ? 200 : 422])
      if (answer.status === 422)
        expect(answer.json['errors']).toEqual([{ field: 'class', message: sentence('plan-class-not-offered') }])
    }
  }
  // A stage that waits for a class keeps it when the letter stops offering the class, because codes may still be out.
  const id = await planned(server, campaign, { conditions: { count: { class: 'reviewed', least: 5 } } })
  await set({ vouches_each: 0, checks_each: 0 })
  const change = { version: 1, recipients, disclosure: 'count', note: 'Again.' }
  const kept = await api(server, owner, 'PUT', `${stages}/${id}`, {
    ...change,
    conditions: { count: { class: 'reviewed', least: 6 } },
  })
  expect(kept.status).toBe(200)
  const other = await api(server, owner, 'PUT', `${stages}/${id}`, {
    ...change,
    version: 2,
    conditions: { count: { class: 'vouched', least: 6 } },
  })
  expect(other.status).toBe(422)
})

test('owners see how many codes all organizers made, in tens, when a batch closes, and nobody’s own number', async () => {
  const letter = await openLetter(server)
  await allowChecks(server, letter, 20)
  const [one, two] = [await organizer(server), await organizer(server)]
  await join(server, one, letter.id, 'owner')
  await join(server, two, letter.id, 'moderator')
  const [code = ''] = await checkCodes(server, one, letter, 10)
  await checkCodes(server, two, letter, 7)
  const seen = async () => (await checkShown(server, one, letter)).json['handed_over'] as number
  // Nothing is shown while the letter collects its first signatures.
  expect(await seen()).toBe(null)
  await post(server, pathOf(letter, 'vouched/signings'), { vouch: code, visibility: 'public', name: 'Ann Lee' })
  await nextBatch(server, letter)
  expect(await seen()).toBe(10)
  const page = await organizerPage(server, one, `/dashboard/letters/${letter.id}/in-person`)
  expect(page.html).toContain(sentence('in-person-total', { count: 10 }))
  // The next codes change the number with the next batch that counts somebody.
  await checkCodes(server, two, letter, 5)
  await nextBatch(server, letter)
  expect(await seen()).toBe(10)
  // The letter's own page says nothing of codes.
  const { html } = await pageOf(server, `/letters/${letter.slug}`)
  expect(html).not.toMatch(/in-person|handed/)
})

test('a draft has the check as a setting, and the second owner reads it before opening', async () => {
  const owner = await organizer(server)
  const id = await draftOf(server, owner, northwind)
  const path = `/dashboard/letters/${id}`
  const form = await organizerPage(server, owner, `${path}/text/names`)
  expect(form.html).toContain(sentence('drafting-checks-label'))
  const { json } = await api(server, owner, 'GET', `${path}/draft`)
  expect(json['checks_each']).toBe(0)
  const version = json['version'] as number
  const wrong = await api(server, owner, 'PATCH', `${path}/draft`, { version, checks_each: 101 })
  expect(wrong.json['errors']).toEqual([
    { field: 'checks_each', message: sentence('drafting-checks-wrong', { least: 0, most: 100 }) },
  ])
  expect((await api(server, owner, 'PATCH', `${path}/draft`, { version, checks_each: 25 })).status).toBe(200)
  const page = await organizerPage(server, owner, `${path}/in-person`)
  expect(page.html).toContain(sentence('in-person-draft-words', { most: 25 }))
  const second = await organizer(server)
  await join(server, second, id, 'owner')
  const { json: now } = await api(server, owner, 'GET', `${path}/draft`)
  const { missing } = now as { missing: unknown[] }
  expect(missing).toEqual([])
  const opening = { to: 'open', version: now['version'] as number }
  expect((await api(server, owner, 'POST', `${path}/opening`, opening)).json['outcome']).toBe('waits')
  const approvals = await organizerPage(server, second, `${path}/approvals`)
  expect(approvals.html).toContain(sentence('approvals-fact-checks', { count: 25 }))
  expect(approvals.html).toContain(sentence('approvals-fact-check-trust'))
})

test('from the first page of signing, people without a work address find the ways that the letter has', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld'] })
  for (const { ways, way } of [
    { ways: { vouches_each: 0, checks_each: 0 }, way: null },
    { ways: { vouches_each: 3, checks_each: 0 }, way: 'vouching' },
    { ways: { vouches_each: 0, checks_each: 5 }, way: 'check' },
    { ways: { vouches_each: 3, checks_each: 5 }, way: 'both' },
  ] as const) {
    await db.updateTable('letter').set(ways).where('id', '=', letter.id).execute()
    for (const page of ['/sign', '/anonymous']) {
      const { html } = await pageOf(server, `/letters/${letter.slug}${page}`)
      expect(html.includes(`/vouched">`), page).toBe(way !== null)
      if (way) expect(html.includes(sentence('signing-no-address', { way })), `${page} ${way}`).toBe(true)
    }
    const { html } = await pageOf(server, `/letters/${letter.slug}/vouched`)
    expect(html.includes(sentence('vouching-spend-colleague'))).toBe(ways.vouches_each > 0)
    expect(html.includes(sentence('vouching-spend-check'))).toBe(ways.checks_each > 0)
    expect(html.includes('name="vouch"')).toBe(way !== null)
  }
})

test('the page’s script forgets its codes only after an answer that is final', async () => {
  const letter = await openLetter(server)
  const owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  await allowChecks(server, letter, 2)
  const codes = await blindedChecks(server, owner, letter, 2)
  const { sessionId } = await signedIn(server, owner)
  const headers = {
    cookie: await cookieOf(server, owner),
    'x-csrf-token': csrfToken(server.parts, sessionId),
    'content-type': 'application/json',
  }
  const asks = async (blinded: string[]) => {
    const path = `/dashboard/letters/${letter.id}/in-person/codes`
    const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify({ blinded }) })
    return answer.status
  }
  const blinded = codes.map((each) => each.blinded)
  const answers: number[] = []
  for (let times = 0; times < 11; times++) answers.push(await asks(blinded))
  // The last answer was refused only because it came so often. The codes are counted, and can be asked for in an hour.
  expect(answers).toEqual([...Array.from({ length: 10 }, () => 200), 429])
  expect(await asks(blinded.slice(0, 1))).toBe(409)
  await server.parts.db.updateTable('membership').set({ role: 'viewer' }).where('organizer_id', '=', owner.id).execute()
  expect(await asks(blinded)).toBe(403)
})
