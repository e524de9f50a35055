import { beforeEach, describe, expect, test } from 'vitest'
import { watchPlans } from '../../server/delivery/stages/look-at-plan.ts'
import { purgeRows } from '../../server/letters/lifecycle/purge-queries.ts'
import { testServer } from '../support/app.ts'
import { pageWith } from '../support/answers.ts'
import { asIfADayAgo, confirmed, planned, signedLetter, stagesOf, three, tokensOf } from '../support/deliveries.ts'
import { codeIn } from '../support/mail.ts'
import { actOn, codeForAct, deliveredToAda } from '../support/private-pages.ts'
import { api, organizerPage, pageOf, post, submit } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
beforeEach(() => server.inbox.clear())

const day = 86_400_000
const inDays = (days: number) => new Date(server.now().getTime() + days * day).toISOString().slice(0, 10)
const later = (days: number) => server.at(new Date(server.now().getTime() + days * day))
const inWords = (date: string) => new Date(date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

interface Shown {
  events: { kind: string; on: string; until: string | null; recipients: { name: string }[] }[]
  recipients: { name: string; asked_until: string | null; days_without_answer: number | null }[]
  silence: { days: number } | null
}

async function shown(slug: string): Promise<Shown> {
  return (await api(server, null, 'GET', `/letters/${slug}`)).json.delivery as Shown
}

const requestsIn = ({ events }: Shown) =>
  events.filter(({ kind }) => kind === 'asked-for-time').map(({ on, until }) => ({ on, until }))

describe('a recipient who asks for time', () => {
  test('needs a code that is mailed to the recipient’s own address, and the page keeps what was typed', async () => {
    const { campaign, token } = await deliveredToAda(server)
    const until = inDays(40)
    const past = await submit(server, `/r/${token}/time/codes`, { until: inDays(0) })
    expect(past.status).toBe(422)
    expect(past.html.includes(sentence('responses-time-too-early'))).toBe(true)
    expect(past.html.includes(`value="${inDays(0)}"`)).toBe(true)
    await server.work()
    expect(server.inbox.mails()).toEqual([])

    const asked = await submit(server, `/r/${token}/time/codes`, { until })
    expect(asked.html.includes(`You ask for time until ${inWords(until)}.`)).toBe(true)
    const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)![1]!
    await server.work()
    const [mail, ...others] = server.inbox.mails()
    expect([mail!.to, mail!.subject, others]).toEqual(['ada.hartley@board.example', 'Your code', []])
    expect(mail!.raw.toString()).not.toMatch(/time to answer|\/r\//i)
    const wrong = await submit(server, `/r/${token}/time`, { until, challenge, code: '00000 00000' })
    expect(wrong.status).toBe(422)
    expect(wrong.html.includes(sentence('refusal-code-not-right'))).toBe(true)
    expect(requestsIn(await shown(campaign.letter.slug))).toEqual([])

    const done = await submit(server, `/r/${token}/time`, { until, challenge, code: codeIn(mail!.text) })
    expect(done.status).toBe(303)
    const page = await pageOf(server, `/r/${token}`)
    expect(page.html.includes(`you asked for time until ${inWords(until)}`)).toBe(true)
    const { json } = await api(server, null, 'GET', `/recipients/${token}`)
    expect(json.asked_for_time).toEqual([{ asked_on: inDays(0), until }])
  })

  test('is shown in public with the day, and the organizers are told neutrally', async () => {
    const { campaign, token } = await deliveredToAda(server)
    const until = inDays(40)
    expect((await actOn(server, token, 'time', { until })).status).toBe(201)
    const facts = await shown(campaign.letter.slug)
    expect(requestsIn(facts)).toEqual([{ on: inDays(0), until }])
    expect(facts.recipients.find(({ name }) => name === 'Ada Hartley')).toMatchObject({ asked_until: until })
    const line = `asked for time until ${inWords(until)}. It is no answer.`
    const html = await pageWith(server, campaign, line)
    expect(html.includes(`Asked for time until ${inWords(until)}`)).toBe(true)
    const feed = await pageOf(server, `/letters/${campaign.letter.slug}/feed`)
    expect(feed.html.includes(inWords(until))).toBe(true)

    server.inbox.clear()
    await server.work()
    const [mail, ...others] = server.inbox.mails()
    expect([mail!.to, others]).toEqual([campaign.owner.address, []])
    expect(mail!.raw.toString()).not.toMatch(/Hartley|face recognition|\/r\//i)
    for (const page of ['', '/answers']) {
      const seen = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}${page}`)
      expect(seen.html.includes(`Asked for time until ${inWords(until)}`)).toBe(true)
    }
    const { json } = await api(server, campaign.owner, 'GET', `/dashboard/letters/${campaign.letter.id}/answers`)
    expect(json.recipients).toContainEqual(expect.objectContaining({ name: 'Ada Hartley', asked_until: until }))
    expect(json.answers).toEqual([])
  })

  test('can ask again: the new day is shown, the earlier one stays as an event, and the same day adds nothing', async () => {
    const { campaign, token } = await deliveredToAda(server)
    const [first, second] = [inDays(10), inDays(30)]
    await actOn(server, token, 'time', { until: first })
    const asked = inDays(0)
    later(2)
    for (const _ of [1, 2]) expect((await actOn(server, token, 'time', { until: second })).status).toBe(201)
    const facts = await shown(campaign.letter.slug)
    expect(requestsIn(facts)).toEqual([
      { on: asked, until: first },
      { on: inDays(0), until: second },
    ])
    expect(facts.recipients.find(({ name }) => name === 'Ada Hartley')!.asked_until).toBe(second)
  })

  test('is no longer shown as waiting once an answer counts', async () => {
    const { campaign, token } = await deliveredToAda(server)
    await actOn(server, token, 'time', { until: inDays(10) })
    later(1)
    await actOn(server, token, 'answers', { text: 'Yes.' })
    const answers = `/dashboard/letters/${campaign.letter.id}/answers`
    const { json } = await api(server, campaign.owner, 'GET', answers)
    const ada = async () => (await shown(campaign.letter.slug)).recipients.find(({ name }) => name === 'Ada Hartley')!
    expect((await ada()).asked_until).not.toBeNull()
    await api(server, campaign.owner, 'POST', `${answers}/${json.answers[0].id as string}/verdict`, {
      verdict: 'answers',
    })
    expect((await ada()).asked_until).toBeNull()
  })

  test('changes neither the count of days nor the stages that wait for silence', async () => {
    const campaign = await signedLetter(server, three)
    const { letter, owner } = campaign
    const first = await confirmed(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
    await server.work()
    const token = (await tokensOf(server, letter.id))['Ada Hartley']!
    const second = await planned(server, campaign, {
      to: ['李小龍'],
      disclosure: 'count',
      conditions: { silence: { after: first, days: 7 } },
    })
    await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/stages/${second}/approval`, { version: 1 })
    await asIfADayAgo(server, second)
    later(2)
    expect((await actOn(server, token, 'time', { until: inDays(60) })).status).toBe(201)
    const { silence, recipients } = await shown(letter.slug)
    expect([silence!.days, recipients.find(({ name }) => name === 'Ada Hartley')!.days_without_answer]).toEqual([2, 2])
    const stateOfSecond = async () => {
      await watchPlans(server.parts, server.now())
      await server.work()
      return (await stagesOf(server, campaign)).stages.find(({ id }) => id === second)!.state
    }
    later(4)
    expect(await stateOfSecond()).toBe('planned')
    later(1)
    expect(['announced', 'sending', 'done']).toContain(await stateOfSecond())
  })

  test('stays in the timeline after a purge, and the page ends', async () => {
    const { campaign, token } = await deliveredToAda(server)
    const until = inDays(10)
    await actOn(server, token, 'time', { until })
    await server.parts.db.transaction().execute((trx) => purgeRows(trx, campaign.letter.id))
    expect(requestsIn(await shown(campaign.letter.slug))).toEqual([{ on: inDays(0), until }])
    expect((await submit(server, `/r/${token}/time/codes`, { until })).status).toBe(404)
  })
})

describe('asking for time', () => {
  test('changes nothing by GET, and nothing without a code of this page', async () => {
    const { campaign, token } = await deliveredToAda(server)
    const other = await deliveredToAda(server)
    for (const path of ['/time', '/time/code', '/time/codes']) await pageOf(server, `/r/${token}${path}`)
    await server.work()
    expect(server.inbox.mails()).toEqual([])
    const typed = { until: inDays(10) }
    const { challenge, code } = await codeForAct(server, token, 'time', typed)
    const foreign = await post(server, `/api/v1/recipients/${other.token}/time`, { ...typed, challenge, code })
    expect(foreign.json['code']).toBe('code-not-right')
    for (const { letter } of [campaign, other.campaign]) expect(requestsIn(await shown(letter.slug))).toEqual([])
  })

  test('takes one code for one act: the same request twice counts once, another is refused', async () => {
    const { campaign, token } = await deliveredToAda(server)
    const typed = { until: inDays(10) }
    const { challenge, code } = await codeForAct(server, token, 'time', typed)
    const path = `/api/v1/recipients/${token}/time`
    const sent = await Promise.all([1, 2, 3].map(() => post(server, path, { ...typed, challenge, code })))
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(requestsIn(await shown(campaign.letter.slug))).toHaveLength(1)
    expect((await post(server, path, { until: inDays(11), challenge, code })).json['code']).toBe('code-spent')
    const answer = await post(server, `/api/v1/recipients/${token}/answers`, { text: 'Yes.', challenge, code })
    expect(answer.json['code']).toBe('code-spent')
  })

  test('is limited, so that nobody fills the timeline', async () => {
    const { campaign, token } = await deliveredToAda(server)
    for (let number = 1; number <= 10; number++)
      expect((await actOn(server, token, 'time', { until: inDays(number) })).status).toBe(201)
    const typed = { until: inDays(11) }
    const { challenge, code } = await codeForAct(server, token, 'time', typed)
    const refused = await submit(server, `/r/${token}/time`, { ...typed, challenge, code })
    expect(refused.status).toBe(422)
    expect(refused.html.includes('asked for time 10 times')).toBe(true)
    expect(requestsIn(await shown(campaign.letter.slug))).toHaveLength(10)
  })
})
