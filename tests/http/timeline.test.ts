import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../server/delivery/verdicts.ts'
import { serverWithFaultyMail } from '../support/faulty-mail.ts'
import { pageWith } from '../support/answers.ts'
import { executives, signedLetter, three, tokensOf, type Campaign } from '../support/deliveries.ts'
import { startedStage, announcedStage } from '../support/stages.ts'
import { api, keyOf, pageOf, submit } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await serverWithFaultyMail()

const day = 86_400_000
const later = (days: number) => server.at(new Date(server.now().getTime() + days * day))
const today = () => server.now().toISOString().slice(0, 10)

interface Shown {
  events: { kind: string; on: string; recipients: { name: string }[]; days: number | null; by: string | null }[]
  recipients: { name: string; days_without_answer: number | null; answered_on: string | null; stages: object[] }[]
  silence: { since: string; days: number } | null
}

async function shown({ letter }: Campaign): Promise<Shown> {
  const { json } = await api(server, null, 'GET', `/letters/${letter.slug}`)
  return json.delivery as Shown
}

const kindsOf = ({ events }: Shown) => events.map(({ kind }) => kind)

async function recorded({ letter, owner }: Campaign, from: string, verdict?: Verdict): Promise<void> {
  const base = `/dashboard/letters/${letter.id}/answers`
  const { json: dashboard } = await api(server, owner, 'GET', base)
  const recipient = (dashboard.recipients as { id: string; name: string }[]).find(({ name }) => name === from)!.id
  const typed = { recipient, way: 'mail', answered_on: today(), text: 'We have read it.' }
  const { json } = await api(server, owner, 'POST', base, typed)
  await api(server, owner, 'POST', `${base}/${json.id as string}/publication`)
  if (verdict) await api(server, owner, 'POST', `${base}/${json.id as string}/verdict`, { verdict })
}

describe('the timeline of several stages', () => {
  test('shows each event with its day, on the page and in the API', async () => {
    const campaign = await signedLetter(server, three)
    const first = await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const began = today()
    later(7)
    await recorded(campaign, 'Ada Hartley', 'no-answer')
    const escalated = today()
    await startedStage(server, campaign, { to: ['Þórunn Ægisdóttir', '李小龍'], silence: { after: first, days: 7 } })
    await server.work()
    later(1)
    const tokens = await tokensOf(server, campaign.letter.id)
    await submit(server, `/r/${tokens['李小龍']!}/receipt`, {})
    const received = today()
    later(2)
    await startedStage(server, campaign, { kind: 'public' })
    const open = today()
    await startedStage(server, campaign, { kind: 'call' })
    later(3)

    const facts = await shown(campaign)
    const seen = facts.events.map(({ kind, on, recipients }) => [kind, on, recipients.map(({ name }) => name)])
    const board = ['Þórunn Ægisdóttir', '李小龍']
    expect(seen).toEqual([
      ['announced', began, ['Ada Hartley']],
      ['accepted', began, ['Ada Hartley']],
      ['announced', escalated, board],
      ['escalated', escalated, board],
      ['accepted', escalated, board],
      ['acknowledged', escalated, ['Ada Hartley']],
      ['received', received, ['李小龍']],
      ['announced', open, []],
      ['public', open, []],
      ['announced', open, []],
      ['call', open, []],
      ['silence', today(), []],
    ])
    expect(facts.silence).toMatchObject({ since: began, days: 13 })
    expect(facts.recipients.map(({ name, days_without_answer }) => [name, days_without_answer])).toEqual([
      ['Ada Hartley', 13],
      ['Þórunn Ægisdóttir', 6],
      ['李小龍', 6],
    ])

    const html = await pageWith(server, campaign, '13 days and no answer received')
    for (const words of [
      'accepted by the company’s mail server on 2 March 2026',
      'Escalated, after 7 days without an answer',
      'Receipt was confirmed on the private page of',
      sentence('verdict-no-answer-note'),
      'The letter went public.',
      'asked to write themselves',
    ])
      expect(html.includes(words)).toBe(true)
    // One line for each recipient stands above the log, which is folded.
    const [, above, log] = /id="delivery-heading"([^]*?)<details class="log">([^]*?)<\/details>/.exec(html)!
    expect(above!.match(/<li>[^]*?<\/li>/g)!.map((line) => line.replaceAll(/<[^>]*>/g, ''))).toEqual([
      'Ada Hartley, Chief executive: delivered on 2 March 2026, 13 days without an answer.',
      'Þórunn Ægisdóttir, Directrice générale: delivered on 9 March 2026, 6 days without an answer.',
      '李小龍, 董事長: delivered on 9 March 2026, 6 days without an answer. Receipt confirmed on 10 March 2026.',
    ])
    expect(log!.match(/<li/g)).toHaveLength(facts.events.length)
    expect(html.includes('Delivered 13 days ago, no answer')).toBe(true)
  })

  test('shows refused and unsure copies on their day, always in the same order', async () => {
    const campaign = await signedLetter(server, three)
    server.mailBehaves((moment, address) => {
      if (moment === 'rcpt' && address.startsWith('ada')) return { answer: 451 }
      if (moment === 'rcpt' && address.startsWith('li@')) return { answer: 550 }
      return undefined
    })
    await startedStage(server, campaign)
    await server.work()
    const first = today()
    expect(kindsOf(await shown(campaign))).toEqual(['announced', 'accepted', 'refused', 'silence'])
    later(1)
    server.mailBehaves((moment, address) => (moment === 'dot' && address.startsWith('ada') ? 'lose-answer' : undefined))
    await startedJob()
    const { events, recipients } = await shown(campaign)
    const of = (kind: string) => events.find((each) => each.kind === kind)
    expect(of('announced')?.recipients.map(({ name }) => name)).toEqual(['Ada Hartley', 'Þórunn Ægisdóttir', '李小龍'])
    expect(of('refused')).toMatchObject({ on: first, recipients: [{ name: '李小龍' }] })
    expect(of('unsure')).toMatchObject({ on: today(), recipients: [{ name: 'Ada Hartley' }] })
    // Neither of the two starts a clock.
    expect(recipients.map(({ days_without_answer }) => days_without_answer)).toEqual([null, 1, null])
  })

  test('starts the clock of silence again if a stage follows an answer', async () => {
    const campaign = await signedLetter(server, three)
    await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    later(4)
    await recorded(campaign, 'Ada Hartley', 'answers')
    expect((await shown(campaign)).silence).toBeNull()
    const html = await pageWith(server, campaign, 'answered.')
    expect(html.includes('One of three has answered')).toBe(true)
    // The answer comes before the log.
    expect(html.indexOf('class="answer"')).toBeGreaterThan(0)
    expect(html.indexOf('class="answer"')).toBeLessThan(html.indexOf('class="log"'))
    later(5)
    await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const again = today()
    later(2)
    const { silence, recipients } = await shown(campaign)
    expect(silence).toMatchObject({ since: again, days: 2 })
    expect(recipients[0]).toMatchObject({ days_without_answer: 2 })
    expect(recipients[0]!.stages).toHaveLength(2)
    const dashboard = await api(server, campaign.owner, 'GET', `/dashboard/letters/${campaign.letter.id}/summary`)
    expect(dashboard.json.silence).toMatchObject({ since: again, days: 2 })
    server.inbox.clear()
    await startedStage(server, campaign, { to: ['Ada Hartley'], note: 'Silent for {{days of silence}}.' })
    await server.work()
    expect(server.inbox.mails()[0]!.text).toContain('Silent for 2 days.')
  })

  test('shows a notice to the minute and everything else to the day, and never names the press', async () => {
    const campaign = await signedLetter(server, three)
    server.at(new Date(Math.floor(server.now().getTime() / 60_000) * 60_000 + 12_345))
    const stage = await announcedStage(server, campaign, { disclosure: 'names' })
    const { db } = server.parts
    await db
      .insertInto('recipient')
      .values({
        letter_id: campaign.letter.id,
        name: 'Paula Press',
        office: 'The Paper',
        since_revision: 1,
        current: false,
        press_of: stage,
      })
      .execute()
    await db
      .insertInto('stage_recipient')
      .columns(['stage_id', 'recipient_id'])
      .expression((is) =>
        is
          .selectFrom('recipient')
          .select((one) => [one.val(stage).as('stage_id'), 'id'])
          .where('press_of', '=', stage),
      )
      .execute()
    const facts = JSON.stringify(await shown(campaign))
    expect(facts).not.toContain('Paula')
    expect(facts.match(/\d\d:\d\d:\d\d/g)).toEqual([expect.stringMatching(/:00$/)])
    expect((await pageOf(server, `/letters/${campaign.letter.slug}`)).html).not.toContain('Paula')
  })
})

async function startedJob(): Promise<void> {
  await server.parts.db
    .updateTable('delivery')
    .set({ next_try_at: server.now() })
    .where('state', '=', 'queued')
    .execute()
  const { enqueue } = await import('../../server/jobs/queue.ts')
  await enqueue(server.parts.db, 'watch-deliveries', {})
  await server.work()
}

describe('the page of a day', () => {
  interface Day {
    delivery: Shown
    demand_states: { demand: string; state: string }[]
  }
  const dayOf = async ({ letter }: Campaign, on: string) =>
    (await api(server, null, 'GET', `/letters/${letter.slug}/timeline/${on}`)).json as unknown as Day

  test('says what the letter’s page said on that day, also after more has happened', async () => {
    const campaign = await signedLetter(server, three)
    const said = new Map<string, Shown>()
    const note = async () => said.set(today(), await shown(campaign))
    const first = await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    await note()
    later(3)
    await note()
    await submit(server, `/r/${(await tokensOf(server, campaign.letter.id))['Ada Hartley']!}/receipt`, {})
    await note()
    later(4)
    await announcedStage(server, campaign, { to: ['李小龍'], silence: { after: first, days: 7 }, disclosure: 'names' })
    await note()
    later(1)
    await recorded(campaign, 'Ada Hartley', 'answers')
    await note()
    later(2)
    await startedStage(server, campaign, { kind: 'public' })
    await note()
    later(30)

    expect(said.size).toBe(5)
    for (const [on, then] of said) {
      const { delivery } = await dayOf(campaign, on)
      expect([on, delivery.silence]).toEqual([on, then.silence])
      expect([on, delivery.recipients]).toEqual([on, then.recipients])
      // A notice that ran at some time of a day may be over at its end.
      const events = (all: Shown['events']) => all.map((event) => ({ ...event, notice_runs: null }))
      expect([on, events(delivery.events)]).toEqual([on, events(then.events)])
    }
  })

  test('has its own address, which the log, the feed and its neighbours lead to', async () => {
    const campaign = await signedLetter(server, three)
    await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const began = today()
    later(5)
    await recorded(campaign, 'Ada Hartley', 'answers')
    const answered = today()
    later(2)
    const path = `/letters/${campaign.letter.slug}`
    const links = [...(await pageOf(server, path)).html.matchAll(/href="([^"]*\/timeline\/[^"]*)"/g)].map(
      ([, to]) => to!,
    )
    const feed = await (await fetch(`${server.url}${path}/feed`)).text()
    expect(feed.includes(`/timeline/${began}#accepted-`)).toBe(true)
    for (const link of links) {
      const [page, id] = link.split('#')
      const { status, html } = await pageOf(server, page!)
      expect([link, status, html.includes(`id="${id!}"`)]).toEqual([link, 200, true])
    }
    const shownDay = await pageOf(server, `${path}/timeline/${began}`)
    expect(shownDay.html.includes(`href="${path}/timeline/${answered}"`)).toBe(true)
    expect(shownDay.html.includes(`${server.parts.config.origin}${path}/timeline/${began}`)).toBe(true)
    // On its own day the letter had not been answered, and it says so still.
    expect(shownDay.html.includes('no answer yet')).toBe(true)
    const between = new Date(Date.parse(began) + 2 * day).toISOString().slice(0, 10)
    expect((await pageOf(server, `${path}/timeline/${between}`)).html.includes('Nothing happened on this day')).toBe(
      true,
    )
  })

  test('shows the states of the demands as they were', async () => {
    const campaign = await signedLetter(server, three, { draft: { recipients: executives, demands: ['Answer us.'] } })
    await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const began = today()
    later(4)
    const promised = today()
    await server.parts.db
      .insertInto('demand_state')
      .values({
        letter_id: campaign.letter.id,
        number: 1,
        demand: 'Answer us.',
        state: 'promised',
        since: promised,
        note: 'In a mail to all.',
        link: null,
      })
      .execute()
    later(1)
    expect((await dayOf(campaign, began)).demand_states).toMatchObject([{ demand: 'Answer us.', state: 'open' }])
    expect((await dayOf(campaign, promised)).demand_states).toMatchObject([{ demand: 'Answer us.', state: 'promised' }])
  })

  test('does not exist before the first entry, in the future, or for a day that is none', async () => {
    const campaign = await signedLetter(server, three)
    const path = `/letters/${campaign.letter.slug}/timeline`
    expect((await pageOf(server, `${path}/${today()}`)).status).toBe(404)
    await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const began = today()
    expect((await pageOf(server, `${path}/${began}`)).status).toBe(200)
    for (const none of [
      new Date(Date.parse(began) - day).toISOString().slice(0, 10),
      new Date(Date.parse(began) + day).toISOString().slice(0, 10),
      '2026-02-30',
      'today',
    ])
      expect([none, (await pageOf(server, `${path}/${none}`)).status < 500]).toEqual([none, true])
    expect((await pageOf(server, `${path}/2026-02-30`)).status).toBe(404)
  })

  test('of a quiet letter stays quiet', async () => {
    const campaign = await signedLetter(server, three, { state: 'quiet' })
    await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const { status, html } = await pageOf(server, `/letters/${keyOf(campaign.letter)}/timeline/${today()}`)
    expect(status).toBe(200)
    expect(html.includes('noindex')).toBe(true)
    expect(/<title>[^<]*<\/title>/.exec(html)![0].includes(campaign.letter.slug)).toBe(false)
    expect((await pageOf(server, `/letters/${campaign.letter.slug}/timeline/${today()}`)).status).toBe(404)
  })

  test('of today changes when a notice ends', async () => {
    const campaign = await signedLetter(server, three)
    const start = new Date(`${today()}T01:00:00Z`)
    server.at(new Date(start.getTime() + day))
    await announcedStage(server, campaign, { to: ['Ada Hartley'], disclosure: 'names' })
    const ends = new Date(start.getTime() + day + 4 * 3_600_000)
    await server.parts.db
      .updateTable('stage')
      .set({ notice_until: ends })
      .where('letter_id', '=', campaign.letter.id)
      .execute()
    const runs = async () =>
      (await pageOf(server, `/letters/${campaign.letter.slug}/timeline/${today()}`)).html.includes('until then anybody')
    expect(await runs()).toBe(true)
    server.at(new Date(ends.getTime() + 60_000))
    expect(await runs()).toBe(false)
  })
})
