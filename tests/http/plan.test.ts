import { Resvg } from '@resvg/resvg-js'
import { imageMeta } from 'image-meta'
import { describe, expect, test, vi } from 'vitest'
import { cleanPhoto } from '../../server/delivery/hand-delivery/clean-photo.ts'
import { factNames } from '../../server/delivery/note.ts'
import { csrfToken } from '../../server/http/sessions.ts'
import { lookAtPlan, watchPlans } from '../../server/delivery/stages/look-at-plan.ts'
import { allVerdicts, judgedAs } from '../../server/delivery/verdicts.ts'
import { purgeRows } from '../../server/letters/lifecycle/purge-queries.ts'
import { reviseLetter } from '../../server/letters/lifecycle/revise-letter.ts'
import { saveDraft, type Saving } from '../../server/letters/drafting/save-draft.ts'
import { serverWithFaultyMail } from '../support/faulty-mail.ts'
import {
  afterNotice,
  asIfADayAgo,
  executives,
  planned,
  signedLetter,
  stagesOf,
  three,
  type Campaign,
  type StageChoice,
  type StageJson,
} from '../support/deliveries.ts'
import { textOf } from '../support/pdf-text.ts'
import { startedStage } from '../support/stages.ts'
import { sentence, sentenceOnPage } from '../support/words.ts'
import { subscribe } from '../support/updates.ts'
import {
  api,
  cookieOf,
  followForm,
  organizerPage,
  organizerPost,
  join,
  nextBatch,
  organizer,
  pageOf,
  proposalsFor,
  signAs,
  signedIn,
} from '../support/stories.ts'
import { agrees } from '../support/organizers.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english } from '../../server/messages/languages.ts'

const server = await serverWithFaultyMail()

const hour = 3_600_000
const deliveries = () => server.inbox.mails().filter(({ subject }) => subject.startsWith('Open letter'))
const base = ({ letter }: Campaign) => `/dashboard/letters/${letter.id}/stages`

/** Looks at the plans, as the job does every minute, and runs what is due. */
async function look(): Promise<void> {
  await watchPlans(server.parts, server.now())
  await server.work()
}

/** Moves the clock to the next full hour, when batches close. */
function toMark(): void {
  server.at(new Date((Math.floor(server.now().getTime() / hour) + 1) * hour))
}

/** Moves the clock hour by hour, and looks at the plans each time. */
async function pass(hours: number): Promise<void> {
  await watchPlans(server.parts, server.now())
  server.at(new Date(server.now().getTime() + hours * hour - 60_000))
  await watchPlans(server.parts, server.now())
  server.at(new Date(server.now().getTime() + 60_000))
  await look()
}

async function act(campaign: Campaign, stage: string, what: string, body?: unknown, who = campaign.owner) {
  const method = what.startsWith('DELETE ') ? 'DELETE' : what.startsWith('PUT ') ? 'PUT' : 'POST'
  const path = `${base(campaign)}/${stage}/${what.replace(/^[A-Z]+ /, '')}`.replace(/\/$/, '')
  const answer = await api(server, who, method, path, body)
  if (['announcement', 'approval', 'PUT '].includes(what)) await asIfADayAgo(server, stage)
  return answer
}

async function stage(campaign: Campaign, id: string): Promise<StageJson & Record<string, unknown>> {
  return (await stagesOf(server, campaign)).stages.find((each) => each.id === id) as never
}

/** A stage that is planned and approved by every owner who has to. */
async function approved(campaign: Campaign, more: StageChoice, others: (typeof campaign.owner)[] = []) {
  const id = await planned(server, campaign, more)
  const { status, json } = await act(campaign, id, 'approval', { version: 1 })
  expect([status, json]).toEqual([200, { outcome: expect.any(String) }])
  for (const who of others) expect((await agrees(server, who, campaign.letter.id)).status).toBe(200)
  return id
}

async function withTwoOwners(people = three) {
  const campaign = await signedLetter(server, people)
  const second = await organizer(server, 'Second Owner')
  await join(server, second, campaign.letter.id, 'owner')
  return { campaign, second }
}

const inDays = (days: number) => new Date(server.now().getTime() + days * 24 * hour).toISOString().slice(0, 16)

describe('a plan of several stages', () => {
  test(
    'is carried out as it was approved: at a count, after silence, and then to the public',
    { timeout: 30_000 },
    async () => {
      const campaign = await signedLetter(server, three, { state: 'quiet' })
      const first = await approved(campaign, {
        to: ['Ada Hartley'],
        disclosure: 'count',
        note: 'Signed by {{count in words}}: {{count}} in all.',
        conditions: { count: { class: 'workers', least: 4 } },
      })
      const second = await approved(campaign, {
        to: ['李小龍'],
        note: 'After {{days of silence}}:\n\n{{demands}}',
        conditions: { silence: { after: first, days: 7 } },
      })
      const third = await approved(campaign, {
        kind: 'public',
        press: 'desk@paper.example\nAnn <ann@radio.example>\ntv@paper.example',
        note: 'For the press.',
        conditions: { silence: { after: second, days: 7 } },
      })
      const form = await pageOf(server, `/letters/${campaign.letter.key}/sign`)
      expect(form.html).toContain(
        'When 4 workers have signed, the letter goes by mail to Ada Hartley (Chief executive).',
      )
      expect(form.html).toContain(
        'When 7 days have passed without an answer from Ada Hartley (Chief executive), the letter',
      )
      expect(form.html).not.toContain('paper.example')

      await look()
      expect(deliveries()).toEqual([])
      await signAs(server, campaign.letter, { name: 'Dee', address: 'dee@northwind.example' })
      await nextBatch(server, campaign.letter)
      await server.work()
      expect(deliveries().map(({ to }) => to)).toEqual(['ada.hartley@board.example'])
      expect(deliveries()[0]!.text).toContain('Signed by 4 verified work addresses: 4 in all.')

      await pass(6 * 24)
      expect((await stage(campaign, second)).state).toBe('planned')
      await pass(24)
      expect((await stage(campaign, second)).state).toBe('announced')
      expect((await pageOf(server, `/letters/${campaign.letter.key}`)).html).toContain(
        'until then anybody can withdraw',
      )
      await pass(48)
      expect(deliveries()[1]).toMatchObject({ to: 'li@board.example' })
      expect(deliveries()[1]!.text).toContain('After 9 days:')
      expect(deliveries()[1]!.text).toContain('1. Stop selling face recognition to the police.')

      server.mailBehaves((moment, address) =>
        moment === 'rcpt' && address.startsWith('tv@') ? { answer: 550 } : undefined,
      )
      await pass(7 * 24)
      await pass(48)
      expect((await stage(campaign, third)).state).toBe('done')
      const dashboard = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery`)
      expect(dashboard.html).toContain(sentence('plan-press-accepted', { count: 2, total: 3 }))
      // Lists only the copies that need somebody's attention.
      expect(dashboard.html).toContain(sentenceOnPage('plan-send-again', { name: 'tv@paper.example' }))
      expect(dashboard.html).not.toContain('desk@paper.example')
      const press = deliveries().slice(2)
      expect(press.map(({ to }) => to).toSorted()).toEqual(['ann@radio.example', 'desk@paper.example'])
      expect(press[0]!.attachments).toEqual([])
      const slug = /letters\/([a-z0-9-]+)\/press/.exec(press[0]!.text)![1]!
      const shown = await pageOf(server, `/letters/${slug}`)
      expect(shown.html).toContain('The letter went public.')
      expect(shown.html).not.toContain('paper.example')
      expect((await pageOf(server, `/letters/${slug}/press`)).html).toContain('4 verified work addresses')
    },
  )

  test.each(allVerdicts)(
    'starts stages after silence, unless the verdict on an answer stops the days: %s',
    async (verdict) => {
      const campaign = await signedLetter(server, three)
      const first = await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
      await act(campaign, first, 'announcement', { version: 1 })
      await act(campaign, first, 'confirmation')
      await server.work()
      const second = await approved(campaign, {
        disclosure: 'count',
        conditions: { silence: { after: first, days: 7 } },
      })
      const answers = `/dashboard/letters/${campaign.letter.id}/answers`
      const { recipients } = await stagesOf(server, campaign)
      await pass(24)
      await organizerPost(server, campaign.owner, answers, {
        recipient: recipients.find(({ name }) => name === 'Ada Hartley')!.id,
        way: 'mail',
        answered_on: server.now().toISOString().slice(0, 10),
        text: 'No.',
      })
      const { json } = await api(server, campaign.owner, 'GET', answers)
      await api(server, campaign.owner, 'POST', `${answers}/${json.answers[0].id as string}/verdict`, { verdict })
      await pass(6 * 24)
      await pass(3 * 24)
      const { stopsDays } = judgedAs(verdict)
      expect((await stage(campaign, second)).state).toBe(stopsDays ? 'planned' : 'done')
      if (!stopsDays) return
      const page = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery`)
      expect(page.html).toContain(sentence('plan-silence-answered', { stage: 1 }))
    },
  )
})

describe('a condition', () => {
  test('that is crossed up, down and up again starts its stage once, even with concurrent checks', async () => {
    const campaign = await signedLetter(server, three.slice(0, 2), { batchSize: 1 })
    const id = await approved(campaign, {
      to: ['Ada Hartley'],
      disclosure: 'count',
      conditions: { count: { class: 'mailbox', least: 3 } },
    })
    const third = await signAs(server, campaign.letter, three[2]!)
    await nextBatch(server, campaign.letter)
    await Promise.all(Array.from({ length: 6 }, () => lookAtPlan(server.parts, campaign.letter.id, server.now())))
    await server.work()
    const fired = (await stage(campaign, id))['fired_at']
    expect(deliveries()).toHaveLength(1)
    await api(server, null, 'POST', `/letters/${campaign.letter.slug}/mine/withdrawal`, {
      signing_key: third.signingKey,
    })
    await nextBatch(server, campaign.letter)
    await look()
    await signAs(server, campaign.letter, { name: 'Eve', address: 'eve@northwind.example' })
    await nextBatch(server, campaign.letter)
    await look()
    expect(deliveries()).toHaveLength(1)
    expect((await stage(campaign, id))['fired_at']).toBe(fired)
  })

  test('starts a stage only if all conditions of the stage hold at once', async () => {
    const campaign = await signedLetter(server, three)
    const local = inDays(2)
    const id = await approved(campaign, {
      disclosure: 'count',
      conditions: { date: { local, zone: 'UTC' }, count: { class: 'workers', least: 4 } },
    })
    await pass(49)
    expect((await stage(campaign, id)).state).toBe('planned')
    await signAs(server, campaign.letter, { name: 'Dee', address: 'dee@northwind.example' })
    await nextBatch(server, campaign.letter)
    await look()
    // Its date is long past, but the count was reached only now. That is not late.
    expect((await stage(campaign, id)).state).toBe('done')
  })

  test('starts nothing that was not approved', async () => {
    const campaign = await signedLetter(server, three)
    await planned(server, campaign, { disclosure: 'count', conditions: { count: { class: 'workers', least: 1 } } })
    await look()
    expect(deliveries()).toEqual([])
  })

  test('whose date passed while the server was down needs an owner before anything is sent', async () => {
    const campaign = await signedLetter(server, three)
    const more = { disclosure: 'count' as const, to: ['Ada Hartley'] }
    const sent = await approved(campaign, { ...more, conditions: { date: { local: inDays(1), zone: 'UTC' } } })
    const skipped = await approved(campaign, { ...more, conditions: { date: { local: inDays(1), zone: 'UTC' } } })
    await look()
    server.at(new Date(server.now().getTime() + 30 * hour))
    await look()
    expect([(await stage(campaign, sent)).state, (await stage(campaign, skipped)).state]).toEqual(['late', 'late'])
    expect(deliveries()).toEqual([])
    const page = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery`)
    expect(page.html).toContain('while this server was not running')
    const summary = await api(server, campaign.owner, 'GET', `/dashboard/letters/${campaign.letter.id}/summary`)
    expect(summary.json.to_do).toContainEqual(expect.objectContaining({ what: 'late' }))
    const signing = await pageOf(server, `/letters/${campaign.letter.slug}/sign`)
    expect(signing.html).toContain('When the organizers start it, the letter goes by mail to Ada Hartley')
    await act(campaign, sent, 'announcement', { version: 1 })
    await act(campaign, skipped, 'cancellation')
    await server.work()
    expect([(await stage(campaign, sent)).state, (await stage(campaign, skipped)).state]).toEqual(['done', 'cancelled'])
    expect(deliveries()).toHaveLength(1)
  })

  test('does not start a stage that is not ready, and tells the owners why', async () => {
    const campaign = await signedLetter(server, three)
    const id = await approved(campaign, {
      to: ['Ada Hartley'],
      disclosure: 'count',
      conditions: { count: { class: 'workers', least: 4 } },
    })
    await server.parts.db
      .updateTable('recipient')
      .set({ address_sealed: null })
      .where('name', '=', 'Ada Hartley')
      .where('letter_id', '=', campaign.letter.id)
      .execute()
    await signAs(server, campaign.letter, { name: 'Dee', address: 'dee@northwind.example' })
    await nextBatch(server, campaign.letter)
    await look()
    expect(await stage(campaign, id)).toMatchObject({
      state: 'late',
      late_because: sentence('delivery-recipient-no-address', { name: 'Ada Hartley' }),
    })
  })
})

describe('editing', () => {
  test('adds, changes, moves and removes stages, each only in the version that the owner has seen', async () => {
    const campaign = await signedLetter(server, three)
    const [one, two] = [await planned(server, campaign), await planned(server, campaign, { disclosure: 'count' })]
    const dashboard = `/dashboard/letters/${campaign.letter.id}/delivery`
    await organizerPost(server, campaign.owner, `${dashboard}/${two}/place`, { to: 'earlier' })
    expect((await stagesOf(server, campaign)).stages.map(({ id }) => id)).toEqual([two, one])
    const { recipients } = await stagesOf(server, campaign)
    const change = { recipients: [recipients[0]!.id], disclosure: 'names', note: 'New', version: 1 }
    expect((await act(campaign, one, 'PUT ', change)).json).toEqual({ outcome: 'changed' })
    expect((await act(campaign, one, 'PUT ', change)).json.code).toBe('changed-meanwhile')
    expect((await act(campaign, one, 'announcement', { version: 1 })).json.code).toBe('changed-meanwhile')
    expect((await act(campaign, two, 'removal', { version: 1 })).json).toEqual({ outcome: 'removed' })
    expect((await stagesOf(server, campaign)).stages).toMatchObject([{ id: one, number: 1, version: 2 }])
    await act(campaign, one, 'announcement', { version: 2 })
    expect((await act(campaign, one, 'PUT ', { ...change, version: 2 })).json.code).toBe('stage-started')
    expect((await act(campaign, one, 'removal', { version: 2 })).json.code).toBe('stage-started')
  })

  test('keeps the typed values, and says what to correct', async () => {
    const campaign = await signedLetter(server, three)
    const dashboard = `/dashboard/letters/${campaign.letter.id}/delivery`
    const { status, html } = await organizerPost(server, campaign.owner, dashboard, {
      kind: 'public',
      press: 'desk@paper.example\nBcc: x@evil.example y',
      note: 'Dear {{president}}',
      date: '2026-03-29 02:30',
      zone: 'Europe/Berlin',
      least: 'many',
    })
    expect(status).toBe(422)
    for (const words of [
      sentence('plan-press-faulty', { count: 1, lines: ['2'] }),
      sentence('plan-note-unknown-fact', { typed: '{{president}}', known: factNames.map((name) => `{{${name}}}`) }),
      sentence('plan-time-never', { zone: 'Europe/Berlin', time: '02:30' }),
      sentence('plan-count-malformed', { most: 10_000_000 }),
    ])
      expect(html).toContain(words)
    expect(html).toContain('value="2026-03-29 02:30"')
    const past = await organizerPost(server, campaign.owner, dashboard, {
      kind: 'public',
      date: '2020-01-01 09:00',
      zone: 'UTC',
    })
    expect(past.status).toBe(422)
    expect(past.html).toContain(sentence('plan-date-past'))
    expect(past.html).toContain('value="2020-01-01 09:00"')
    expect((await stagesOf(server, campaign)).stages).toEqual([])
  })

  test('refuses a stage that waits for itself, a later stage or in a cycle, and keeps a stage that another waits for', async () => {
    const campaign = await signedLetter(server, three)
    const first = await planned(server, campaign, { disclosure: 'count' })
    const second = await planned(server, campaign, {
      disclosure: 'count',
      conditions: { silence: { after: first, days: 7 } },
    })
    const { recipients } = await stagesOf(server, campaign)
    const waiting = (after: string) => ({
      recipients: [recipients[0]!.id],
      disclosure: 'count',
      conditions: { silence: { after, days: 7 } },
      version: 1,
    })
    const code = async (id: string, after: string) =>
      (await act(campaign, id, 'PUT ', waiting(after))).json.detail as string
    expect(await code(first, first)).toBe(sentence('plan-order-itself'))
    const page = await organizerPost(
      server,
      campaign.owner,
      `/dashboard/letters/${campaign.letter.id}/delivery/${first}`,
      {
        ...{ kind: 'mail', recipients: recipients[0]!.id, disclosure: 'count', version: '1' },
        ...{ note: 'Kept as typed.', after: first, days: '7' },
      },
    )
    expect(page.status).toBe(422)
    expect(page.html).toContain(sentence('plan-order-itself'))
    expect(page.html).toContain('Kept as typed.')
    expect(await code(first, second)).toBe(sentence('plan-order-circle', { stage: 1, other: 2 }))
    expect(await code(first, '00000000-0000-4000-8000-000000000000')).toBe(sentence('plan-order-gone'))
    expect(await code(first, "x'; drop table stage")).toBe(sentence('plan-order-gone'))
    expect((await act(campaign, first, 'removal', { version: 1 })).json.code).toBe('stage-waited-for')
    expect((await act(campaign, second, 'place', { to: 'earlier' })).status).toBe(422)
    expect((await stagesOf(server, campaign)).stages.map(({ id }) => id)).toEqual([first, second])
  })

  test('takes a press list of 5,000', async () => {
    const campaign = await signedLetter(server, three)
    const press = Array.from({ length: 5000 }, (_, index) => `dashboard${index}@paper.example`).join('\n')
    const id = await planned(server, campaign, { kind: 'public', press })
    expect(await stage(campaign, id)).toMatchObject({ press: 5000, recipients: [] })
    const { rows } = await server.pool.query('select address_sealed from recipient where press_of = $1 limit 1', [id])
    expect((rows as { address_sealed: Buffer }[])[0]!.address_sealed.toString('latin1')).not.toContain('paper')
  })
})

describe('two owners', () => {
  test('agree to a note that names days of silence, though midnight passes meanwhile', async () => {
    const { campaign, second } = await withTwoOwners()
    await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const id = await planned(server, campaign, {
      to: ['Ada Hartley'],
      disclosure: 'count',
      note: 'After {{days of silence}}.',
      conditions: { date: { local: inDays(20), zone: 'UTC' } },
    })
    expect((await act(campaign, id, 'approval', { version: 1 })).json.outcome).toBe('waits')
    const [proposal] = await proposalsFor(server, second, campaign.letter.id)
    server.at(new Date(server.now().getTime() + 24 * 3_600_000))
    const agreement = `/dashboard/letters/${campaign.letter.id}/approvals/${proposal!.id}/agreement`
    const agreed = await api(server, second, 'POST', agreement, { shown: proposal!.shown })
    expect(agreed.json).toMatchObject({ outcome: 'done' })
  })

  test('approve, start early and change a stage together', async () => {
    const { campaign, second } = await withTwoOwners()
    const conditions = { date: { local: inDays(20), zone: 'UTC' } }
    const id = await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'count', note: 'First', conditions })
    const agreed = async (who: typeof second) =>
      expect((await agrees(server, who, campaign.letter.id)).json).toMatchObject({ outcome: 'done' })
    expect((await act(campaign, id, 'approval', { version: 1 })).json.outcome).toBe('waits')
    expect((await act(campaign, id, 'approval', { version: 1 })).json.outcome).toBe('waits')
    const dashboard = `/dashboard/letters/${campaign.letter.id}/delivery`
    const { html } = await organizerPage(server, second, dashboard)
    expect(html).toContain(sentenceOnPage('plan-asked', { what: 'approve', by: 'Robin Ashe' }))
    expect(/href="([^"]*)"/.exec(html.split(sentence('approvals-waits-title')).at(-1) ?? '')?.[1]).toBe(
      `/dashboard/letters/${campaign.letter.id}/approvals`,
    )
    const waits = await organizerPage(server, second, `/dashboard/letters/${campaign.letter.id}/approvals`)
    expect(waits.html).toContain(catalogueOf(english).format('approvals-agree', { kind: 'approve-stage', stage: 1 }))
    expect(waits.html).toContain(`href="${dashboard}#stage-1"`)
    expect(waits.html).not.toContain(id)
    expect((await act(campaign, id, 'approval', { version: 1 }, second)).json.outcome).toBe('waits')
    await agreed(second)
    expect(await stage(campaign, id)).toMatchObject({ approved: true })

    const { recipients } = await stagesOf(server, campaign)
    const change = { recipients: [recipients[0]!.id], disclosure: 'count', note: 'Changed', conditions, version: 1 }
    expect((await act(campaign, id, 'PUT ', change)).json.outcome).toBe('waits')
    expect(await stage(campaign, id)).toMatchObject({ note: 'First', approved: true })
    const preview = await organizerPage(server, second, `${dashboard}/${id}/copies/${recipients[0]!.id}?proposed=yes`)
    expect(preview.html).toContain('Changed')
    await agreed(second)
    expect(await stage(campaign, id)).toMatchObject({ note: 'Changed', approved: true, version: 2 })

    expect((await act(campaign, id, 'announcement', { version: 2 })).json.outcome).toBe('waits')
    await look()
    expect(deliveries()).toEqual([])
    await agreed(second)
    await server.work()
    expect(deliveries()[0]!.text).toContain('Changed')
  })

  test('are not needed to stop a stage once each, but the stop lapses unless a second one confirms it', async () => {
    const { campaign, second } = await withTwoOwners()
    server.mailBehaves((moment, address) =>
      moment === 'rcpt' && address.startsWith('li@') ? { answer: 451 } : undefined,
    )
    const id = await planned(server, campaign, { disclosure: 'count' })
    await act(campaign, id, 'announcement', { version: 1 })
    await act(campaign, id, 'confirmation')
    await agrees(server, second, campaign.letter.id)
    await server.work()
    expect((await act(campaign, id, 'cancellation')).json.outcome).toBe('stopped')
    server.mailBehaves()
    server.at(new Date(server.now().getTime() + hour))
    await look()
    expect(deliveries()).toHaveLength(2)
    const dashboard = `/dashboard/letters/${campaign.letter.id}/delivery`
    const stopped = await organizerPage(server, second, dashboard)
    expect(stopped.html).toContain(sentenceOnPage('plan-stopped-by', { name: 'Robin Ashe' }))
    expect(stopped.html).toContain(
      sentenceOnPage('plan-got', {
        people: [
          { name: 'Ada Hartley', office: '' },
          { name: 'Þórunn Ægisdóttir', office: '' },
        ],
      }),
    )
    expect((await act(campaign, id, 'DELETE stop', undefined, second)).json.code).toBe('not-your-stop')

    await pass(72)
    await look()
    expect(deliveries()).toHaveLength(3)
    expect((await stage(campaign, id)).state).toBe('done')
  })

  test('cancel together, and an owner can stop alone only once', async () => {
    const { campaign, second } = await withTwoOwners()
    const id = await approved(
      campaign,
      { disclosure: 'count', conditions: { date: { local: inDays(30), zone: 'UTC' } } },
      [second],
    )
    expect((await act(campaign, id, 'cancellation')).json.outcome).toBe('stopped')
    await act(campaign, id, 'DELETE stop')
    expect(await stage(campaign, id)).toMatchObject({ state: 'planned', approved: true })
    expect((await act(campaign, id, 'cancellation')).json.outcome).toBe('waits')
    expect((await stage(campaign, id)).state).toBe('planned')
    await agrees(server, second, campaign.letter.id)
    expect((await stage(campaign, id)).state).toBe('cancelled')
  })
})

describe('the approved content', () => {
  /** An editor may do this alone, because the address and the press contact are not part of the published text. */
  async function readdress(campaign: Campaign, address: string): Promise<void> {
    const recipients = executives.map((each) => (each.name === 'Ada Hartley' ? { ...each, address } : each))
    await editedAlone(campaign, { draft: { recipients } })
  }

  async function editedAlone({ letter }: Campaign, change: Omit<Saving, 'version'>): Promise<void> {
    const editor = await organizer(server, 'An Editor')
    await join(server, editor, letter.id, 'editor')
    const { draft_version: version } = await server.parts.db
      .selectFrom('letter')
      .select('draft_version')
      .where('id', '=', letter.id)
      .executeTakeFirstOrThrow()
    const saved = await saveDraft(server.parts, editor, letter.id, { version, ...change }, server.now())
    expect(saved.outcome).toBe('saved')
  }

  async function substance({ letter, owner }: Campaign): Promise<void> {
    const saved = await saveDraft(
      server.parts,
      owner,
      letter.id,
      { version: 1, draft: { demands: ['Only this.'] } },
      server.now(),
    )
    const revising = { kind: 'substance', version: saved.letter.draft_version } as const
    expect((await reviseLetter(server.parts, owner, letter.id, revising, server.now())).outcome).toBe('published')
  }

  test('includes the addresses: with another address an approved stage waits for its owners, and nobody gets the names', async () => {
    const campaign = await signedLetter(server, three)
    const count = { conditions: { count: { class: 'workers', least: 4 } }, disclosure: 'count' as const }
    const [hers, theirs] = [
      await approved(campaign, { to: ['Ada Hartley'], ...count }),
      await approved(campaign, { to: ['李小龍'], ...count }),
    ]
    await readdress(campaign, 'ada@evil.example')
    await signAs(server, campaign.letter, { name: 'Dee', address: 'dee@northwind.example' })
    await nextBatch(server, campaign.letter)
    await look()
    expect(deliveries().map(({ to }) => to)).toEqual(['li@board.example'])
    expect((await stage(campaign, theirs)).state).toBe('done')
    expect(await stage(campaign, hers)).toMatchObject({
      state: 'late',
      late_because: sentence('refusal-address-changed'),
    })
    await act(campaign, hers, 'announcement', { version: 1 })
    await look()
    await act(campaign, hers, 'confirmation')
    await server.work()
    expect(deliveries().map(({ to }) => to)).toEqual(['li@board.example', 'ada@evil.example'])
  })

  test('includes the addresses, for the second owner and for the first', async () => {
    const { campaign, second } = await withTwoOwners()
    const id = await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
    await act(campaign, id, 'announcement', { version: 1 })
    expect((await act(campaign, id, 'confirmation')).json.outcome).toBe('waits')
    await readdress(campaign, 'ada@elsewhere.example')
    expect((await act(campaign, id, 'confirmation', undefined, second)).json.outcome).toBe('waits')
    await agrees(server, campaign.owner, campaign.letter.id)
    expect((await stage(campaign, id)).state).toBe('sending')
  })

  test('includes the addresses: an open call names the address that it began with', async () => {
    const campaign = await signedLetter(server, three)
    const id = await planned(server, campaign, { kind: 'call', to: ['Ada Hartley'], note: 'Please listen.' })
    await act(campaign, id, 'announcement', { version: 1 })
    await act(campaign, id, 'confirmation')
    const key = `/letters/${campaign.letter.slug}`
    const seen = async () => {
      const { calls } = (await api(server, null, 'GET', `${key}/calls`)).json as {
        calls: { recipients: { address: string }[] }[]
      }
      const page = await pageOf(server, `${key}/write`)
      return [calls[0]?.recipients.map(({ address }) => address), /mailto:([^?"]+)/.exec(page.html)?.[1]]
    }
    const began = [['ada.hartley@board.example'], 'ada.hartley@board.example']
    expect(await seen()).toEqual(began)
    await readdress(campaign, 'ada@evil.example')
    expect(await seen()).toEqual(began)
  })

  test('includes the addresses that one owner has seen: a changed address must be seen before anything is sent', async () => {
    const campaign = await signedLetter(server, three)
    const id = await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
    await act(campaign, id, 'announcement', { version: 1 })
    await readdress(campaign, 'ada@evil.example')
    expect((await act(campaign, id, 'confirmation')).json.code).toBe('changed-since-announced')
    expect((await stage(campaign, id)).state).toBe('announced')
    expect((await act(campaign, id, 'confirmation')).json.outcome).toBe('sending')
    await server.work()
  })

  test('includes the press contact: replies go to the approved one, and a changed contact waits', async () => {
    const campaign = await signedLetter(server, three)
    await editedAlone(campaign, { settings: { press_contact: 'press@workers.example' } })
    const out = await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
    await act(campaign, out, 'announcement', { version: 1 })
    const count = { conditions: { count: { class: 'workers', least: 4 } }, disclosure: 'count' as const }
    const waits = await approved(campaign, { to: ['李小龍'], ...count })
    await act(campaign, out, 'confirmation')
    await editedAlone(campaign, { settings: { press_contact: 'press@evil.example' } })
    await server.work()
    expect(deliveries().map(({ replyTo }) => replyTo)).toEqual(['press@workers.example'])
    await signAs(server, campaign.letter, { name: 'Dee', address: 'dee@northwind.example' })
    await nextBatch(server, campaign.letter)
    await look()
    expect(await stage(campaign, waits)).toMatchObject({
      state: 'late',
      late_because: sentence('refusal-contact-changed'),
    })
    expect(deliveries()).toHaveLength(1)
  })

  test('includes the text: a change by two owners is for the current text', async () => {
    const campaign = await signedLetter(server, three)
    const conditions = { count: { class: 'workers', least: 1 } }
    const id = await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'count', conditions })
    await substance(campaign)
    await act(campaign, id, 'approval', { version: 1 })
    await server.parts.db.updateTable('stage').set({ approved_revision: 1 }).where('id', '=', id).execute()
    const { recipients } = await stagesOf(server, campaign)
    const ada = recipients.find(({ name }) => name === 'Ada Hartley')!.id
    await act(campaign, id, 'PUT ', { recipients: [ada], disclosure: 'count', note: 'New', conditions, version: 1 })
    await signAs(server, campaign.letter, { name: 'Dee', address: 'dee@northwind.example' })
    await nextBatch(server, campaign.letter)
    await look()
    expect(await stage(campaign, id)).toMatchObject({ state: 'done', late_because: null })
  })

  test('shows no count and no name while the letter is below its first threshold', async () => {
    const campaign = await signedLetter(server, three, { firstThreshold: 10 })
    const id = await planned(server, campaign, { to: ['Ada Hartley'] })
    const { recipients } = await stagesOf(server, campaign)
    const ada = recipients.find(({ name }) => name === 'Ada Hartley')!.id
    const page = await organizerPage(
      server,
      campaign.owner,
      `/dashboard/letters/${campaign.letter.id}/delivery/${id}/copies/${ada}`,
    )
    expect(page.status).toBe(200)
    expect(page.html).toContain('To Ada Hartley')
    for (const words of ['Bea Ngo', 'Ólafur', '3 verified']) expect(page.html).not.toContain(words)
  })
})

describe('a notice', () => {
  test('does not run while its stage is stopped, and is mailed to later subscribers', async () => {
    const campaign = await signedLetter(server, three)
    const second = await organizer(server, 'Second Owner')
    await join(server, second, campaign.letter.id, 'owner')
    await subscribe(server, campaign.letter, 'sam@personal.example')
    const id = await approved(
      campaign,
      { to: ['Ada Hartley'], conditions: { count: { class: 'workers', least: 1 } } },
      [second],
    )
    await lookAtPlan(server.parts, campaign.letter.id, server.now())
    expect((await stage(campaign, id)).state).toBe('announced')
    expect((await act(campaign, id, 'cancellation')).json.outcome).toBe('stopped')
    const told = () => server.inbox.mails().filter(({ subject }) => subject.startsWith('Update')).length
    await server.work()
    expect(told()).toBe(0)
    await pass(72)
    expect([(await stage(campaign, id)).state, told()]).toEqual(['announced', 1])
    await pass(47)
    expect(deliveries()).toEqual([])
    await pass(1)
    expect([deliveries().length, told()]).toEqual([1, 1])
  })
})

/** A photo on its side, as a phone stores it, with metadata of the phone. */
async function photo(): Promise<Buffer> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20" fill="red"/></svg>'
  const { jpeg } = await cleanPhoto(new Resvg(svg).render().asPng())
  const tiff = Buffer.concat([
    Buffer.from('4d4d002a00000008', 'hex'),
    // Two EXIF entries: the orientation (6: turned to the right) and the maker's name.
    Buffer.from('0002' + '01120003000000010006000' + '0' + '010f00020000000e00000026' + '00000000', 'hex'),
    Buffer.from('Secret Camera\0GPS'),
  ])
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const length = Buffer.alloc(2)
  length.writeUInt16BE(exif.length + 2)
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from('ffe1', 'hex'), length, exif, jpeg.subarray(2)])
}

/**
 * The segments of a JPEG that do not belong to the image: application data (E0 to EF; E0 is the size of a pixel) and comments
 * (FE).
 */
function notesIn(jpeg: Buffer): string[] {
  const notes: string[] = []
  for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1]!
    if ((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe) notes.push(marker.toString(16))
  }
  return notes
}

/** Submits a form with a file, as a browser does. */
async function upload({ owner }: Campaign, path: string, fields: Record<string, string>, file?: Buffer) {
  const { sessionId } = await signedIn(server, owner)
  const body = new FormData()
  for (const [name, value] of Object.entries({ _csrf: csrfToken(server.parts, sessionId), ...fields }))
    body.append(name, value)
  body.append('photo', new Blob(file ? [new Uint8Array(file)] : []), file ? 'photo.jpg' : '')
  const headers = { cookie: await cookieOf(server, owner) }
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', body, headers, redirect: 'manual' })
  const shown = await followForm(server, answer, headers.cookie)
  return { status: shown.status, html: await shown.text() }
}

describe('a stage by hand', () => {
  test('is frozen, printed without withdrawn names, and recorded with its day and a photo without metadata', async () => {
    const campaign = await signedLetter(server, three.slice(0, 1))
    const bea = await signAs(server, campaign.letter, three[1]!)
    await nextBatch(server, campaign.letter)
    const id = await planned(server, campaign, { kind: 'by-hand', to: ['Ada Hartley'] })
    await act(campaign, id, 'announcement', { version: 1 })
    afterNotice(server)
    await act(campaign, id, 'confirmation')
    await server.work()
    expect(deliveries()).toEqual([])
    const { recipients } = await stagesOf(server, campaign)
    const ada = recipients.find(({ name }) => name === 'Ada Hartley')!.id
    const dashboard = `/dashboard/letters/${campaign.letter.id}/delivery/${id}`
    const print = async () => {
      const answer = await fetch(`${server.url}${dashboard}/prints/${ada}/letter.pdf`, {
        headers: { cookie: await cookieOf(server, campaign.owner) },
      })
      return textOf(Buffer.from(await answer.arrayBuffer()))
    }
    expect(await print()).toContain('Bea Ngo')
    expect((await print()).includes('I have received a printed copy of this letter')).toBe(true)
    await api(server, null, 'POST', `/letters/${campaign.letter.slug}/mine/withdrawal`, { signing_key: bea.signingKey })
    expect(await print()).not.toContain('Bea Ngo')

    // A stopped stage prints nothing, because the frozen copy would still contain the name of a person who withdraws meanwhile.
    const printed = () => print().catch(() => 'nothing')
    const frozen = server.parts.db.updateTable('stage').set({ state: 'stopped', stopped_from: 'sending' })
    expect([await frozen.where('id', '=', id).execute().then(printed)]).toEqual(['nothing'])
    await server.parts.db
      .updateTable('stage')
      .set({ state: 'sending', stopped_from: null })
      .where('id', '=', id)
      .execute()

    const early = await upload(campaign, `${dashboard}/hand-over`, { handed_on: '2026-01-01' })
    expect(early.status).toBe(422)
    expect(early.html).toContain(sentence('hand-delivery-day-before-freezing', { frozen: server.now() }))
    const today = server.now().toISOString().slice(0, 10)
    const wrong = await upload(
      campaign,
      `${dashboard}/hand-over`,
      { handed_on: today },
      Buffer.from('<svg onload="x"/>'),
    )
    expect([wrong.status, wrong.html.includes('JPEG, PNG or WebP')]).toEqual([422, true])
    expect((await upload(campaign, `${dashboard}/hand-over`, { handed_on: today }, await photo())).status).toBe(303)
    expect(await stage(campaign, id)).toMatchObject({
      state: 'done',
      handed_on: today,
      deliveries: [{ state: 'accepted', version: 2 }],
    })
    const shown = await pageOf(server, `/letters/${campaign.letter.slug}`)
    expect(shown.html).toContain('handed over by hand')
    const path = `/letters/${campaign.letter.slug}/stages/${id}/photo.jpg`
    expect(shown.html).toContain(`<img src="${path}" alt="The organizers’ photo of what was handed over on`)
    const { json } = await api(server, null, 'GET', `/letters/${campaign.letter.slug}`)
    const events = json.delivery.events as { kind: string; on: string; photo: object | null }[]
    expect(events.filter((event) => event.photo)).toEqual([
      expect.objectContaining({ kind: 'handed-over', on: today, photo: { path, width: 20, height: 40 } }),
    ])
    const jpeg = Buffer.from(await (await fetch(`${server.url}${path}`)).arrayBuffer())
    expect(imageMeta(jpeg)).toMatchObject({ type: 'jpg', width: 20, height: 40 })
    expect((await photo()).includes('Secret Camera')).toBe(true)
    for (const secret of ['Exif', 'GPS', 'Secret Camera']) expect(jpeg.includes(secret)).toBe(false)
    expect(notesIn(await photo())).toContain('e1')
    expect(notesIn(jpeg).filter((marker) => marker !== 'e0')).toEqual([])
  })
})

test('a cancelled stage by hand cannot be recorded as handed over or printed', async () => {
  const campaign = await signedLetter(server, three)
  const id = await planned(server, campaign, { kind: 'by-hand', to: ['Ada Hartley'], disclosure: 'count' })
  await act(campaign, id, 'announcement', { version: 1 })
  await act(campaign, id, 'confirmation')
  expect((await act(campaign, id, 'cancellation')).json.outcome).toBe('cancelled')
  const { recipients } = await stagesOf(server, campaign)
  const ada = recipients.find(({ name }) => name === 'Ada Hartley')!.id
  const print = `/dashboard/letters/${campaign.letter.id}/delivery/${id}/prints/${ada}/letter.pdf`
  expect((await organizerPage(server, campaign.owner, print)).status).toBe(409)
  const { json } = await api(server, null, 'GET', `/letters/${campaign.letter.slug}`)
  expect(json.delivery.recipients).toMatchObject([{ name: 'Ada Hartley', state: 'cancelled' }])
  const events = json.delivery.events as unknown[]
  expect(events.at(-1)).toMatchObject({ kind: 'cancelled', recipients: [{ name: 'Ada Hartley' }] })
})

describe('a call to write', () => {
  test('that is stopped says that it may resume, counts nobody meanwhile, and ends when two owners cancel it', async () => {
    const { campaign, second } = await withTwoOwners()
    const id = await planned(server, campaign, { kind: 'call', to: ['Ada Hartley'], note: 'Please listen.' })
    await act(campaign, id, 'announcement', { version: 1 })
    await act(campaign, id, 'confirmation')
    await agrees(server, second, campaign.letter.id)
    const key = `/letters/${campaign.letter.slug}`
    const page = async () => (await pageOf(server, `${key}/write`)).html
    expect(await page()).toContain('Please listen.')
    await act(campaign, id, 'cancellation')
    expect(await page()).toContain(sentence('calls-stopped-title'))
    expect(await page()).not.toContain('board.example')
    expect((await api(server, null, 'GET', `${key}/calls`)).json.calls).toMatchObject([{ open: false, stopped: true }])
    const said = await api(server, null, 'POST', `${key}/calls/${id}/written`)
    expect([said.status, said.json.code]).toEqual([409, 'call-stopped'])
    await agrees(server, second, campaign.letter.id)
    expect(await page()).toContain(sentence('calls-over-title'))
    expect((await api(server, null, 'GET', `${key}/calls`)).json.calls).toMatchObject([{ open: false, stopped: false }])
  })

  test('is on the letter’s page while it is open, and its count changes only with batches, rounded', async () => {
    const everyone = three.map((each) => ({ ...each, visibility: 'public' as const }))
    const draft = { recipients: executives, language: 'fr' }
    const campaign = await signedLetter(server, everyone, { batchSize: 3, draft })
    const id = await planned(server, campaign, {
      kind: 'call',
      to: ['Ada Hartley'],
      note: 'I am one of {{count in words}} & ask you.',
    })
    await act(campaign, id, 'announcement', { version: 1 })
    await act(campaign, id, 'confirmation')
    const key = `/letters/${campaign.letter.slug}`
    expect((await pageOf(server, key)).html).toContain(`href="${key}/write"`)
    const page = await pageOf(server, `${key}/write`)
    expect(page.html).toContain('<html lang="en"')
    expect(page.html).toContain('<pre class="mail-text" lang="fr"')
    const href = /href="(mailto:[^"]+)"/.exec(page.html)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=')
    const link = new URL(href)
    expect([link.pathname, link.searchParams.get('body')]).toEqual([
      'ada.hartley@board.example',
      'I am one of 3 verified work addresses & ask you.',
    ])
    const say = () => fetch(`${server.url}${key}/calls/${id}/written`, { method: 'POST', redirect: 'manual' })
    const counted = async () => {
      const { json } = await api(server, null, 'GET', key)
      const event = (json.delivery.events as { kind: string; say_written: number | null }[]).find(
        ({ kind }) => kind === 'call',
      )
      const call = (await api(server, null, 'GET', `${key}/calls`)).json.calls[0] as { say_written: number }
      const { stages } = await stagesOf(server, campaign)
      const planned = stages.find((each) => each.id === id) as StageJson & { say_written: number }
      expect([call.say_written, planned.say_written]).toEqual([event!.say_written, event!.say_written])
      return event!.say_written
    }
    const waiting = async () =>
      (await server.parts.db.selectFrom('stage_call').select(['waiting', 'counted']).execute()).at(-1)
    await look()
    for (let times = 0; times < 2; times++) expect((await say()).status).toBe(303)
    toMark()
    await look()
    expect(await waiting()).toEqual({ waiting: 2, counted: 0 })
    expect((await pageOf(server, `${key}/write`)).html).toContain('Fewer than 10 people have said')
    for (let times = 0; times < 9; times++) await say()
    server.at(new Date(server.now().getTime() + hour / 2))
    await look()
    expect([await counted(), await waiting()]).toEqual([0, { waiting: 11, counted: 0 }])
    toMark()
    await look()
    expect([await counted(), await waiting()]).toEqual([10, { waiting: 0, counted: 11 }])
    await vi.waitFor(
      async () => expect((await pageOf(server, key)).html).toContain('At least 10 people say that they have written.'),
      20_000,
    )
    await act(campaign, id, 'DELETE call')
    expect((await say()).status).toBe(410)
    expect((await pageOf(server, key)).html).not.toContain(`href="${key}/write"`)
  })
})

describe('counts by employer', () => {
  test('are shown without names, if none is too small', async () => {
    const campaign = await signedLetter(server, three)
    const id = await planned(server, campaign, { to: ['Ada Hartley'], disclosure: 'employers' })
    await act(campaign, id, 'announcement', { version: 1 })
    expect((await act(campaign, id, 'confirmation')).json.code).toBe('notice-runs')
    afterNotice(server)
    expect((await act(campaign, id, 'confirmation')).json).toEqual({ outcome: 'sending' })
    await server.work()
    const [mail] = deliveries()
    const pdf = await textOf(mail!.attachments[0]!.content)
    expect(mail!.text).toContain('3 verified work addresses at Northwind')
    expect(pdf).toContain('verified work addresses at Northwind')
    for (const name of ['Ólafur', 'Bea Ngo', 'Cem']) expect(mail!.text + pdf).not.toContain(name)
  })
})

test('a purge deletes the press list, notes, proposed changes and photos, and nothing starts after it', async () => {
  const { campaign, second } = await withTwoOwners()
  const { letter } = campaign
  const conditions = { date: { local: inDays(50), zone: 'UTC' } }
  const id = await approved(campaign, { kind: 'public', press: 'desk@paper.example', note: 'A note', conditions }, [
    second,
  ])
  await act(campaign, id, 'PUT ', { kind: 'public', press: 'other@paper.example', conditions, version: 1 })
  await server.parts.db.transaction().execute((trx) => purgeRows(trx, letter.id))
  await server.parts.db
    .updateTable('letter')
    .set({
      state: 'purged',
      purged_at: server.now(),
      closed_at: server.now(),
      claims_key_destroyed: true,
      names_key_destroyed: true,
    })
    .where('id', '=', letter.id)
    .execute()
  const count = async (sql: string) =>
    (await server.pool.query<{ n: number }>(`select count(*)::int as n from ${sql}`, [letter.id])).rows[0]!.n
  expect(await count('recipient where letter_id = $1 and press_of is not null')).toBe(0)
  expect(await count("stage where letter_id = $1 and covering_note <> ''")).toBe(0)
  expect(await count('stage_change c join stage s on s.id = c.stage_id where s.letter_id = $1')).toBe(0)
  server.at(new Date(server.now().getTime() + 201 * 24 * hour))
  await look()
  expect(deliveries()).toEqual([])
})

test('only owners’ pages contain the recipients’ addresses of a stage', async () => {
  const campaign = await signedLetter(server, three)
  await approved(campaign, { disclosure: 'count', conditions: { date: { local: inDays(9), zone: 'Europe/Berlin' } } })
  const { html } = await pageOf(server, `/letters/${campaign.letter.slug}/sign`)
  for (const { address } of executives) expect(html).not.toContain(address)
})

test('the form of a stage offers only classes in which people can sign the letter, and the one that the stage has', async () => {
  const campaign = await signedLetter(server, three)
  const { letter, owner } = campaign
  const path = `/dashboard/letters/${letter.id}/delivery`
  const offered = async (stage: string) =>
    [...(await organizerPage(server, owner, `${path}/${stage}`)).html.matchAll(/name="class" value="(\w+)"/g)].map(
      ([, counted]) => counted,
    )
  const vouches = (each: number) =>
    server.parts.db.updateTable('letter').set({ vouches_each: each }).where('id', '=', letter.id).execute()
  await vouches(0)
  expect(await offered('new')).toEqual([])
  await vouches(3)
  expect(await offered('new')).toEqual(['workers', 'mailbox', 'vouched'])
  const id = await planned(server, campaign, { conditions: { count: { class: 'vouched', least: 5 } } })
  await vouches(0)
  expect(await offered(`${id}/change`)).toEqual(['workers', 'mailbox', 'vouched'])
})
