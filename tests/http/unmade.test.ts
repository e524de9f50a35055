import { beforeEach, describe, expect, test } from 'vitest'
import { watchPlans } from '../../server/delivery/stages/look-at-plan.ts'
import { TryFirst, afterTrial, isTried } from '../../server/delivery/stages/try-stage.ts'
import { stageOf } from '../../server/delivery/queries.ts'
import { letterById } from '../../server/letter/queries.ts'
import { emptyDraft } from '../../server/letter/rules.ts'
import { sealDraft } from '../../server/letter/secrets.ts'
import { enqueue } from '../../server/jobs/queue.ts'
import { testServer } from '../support/app.ts'
import {
  asIfADayAgo,
  confirmed,
  executives,
  newestStage,
  planned,
  signedLetter,
  stagesOf,
  statesOf,
  three,
  type Campaign,
} from '../support/deliveries.ts'
import { statementsOf } from '../support/statements.ts'
import { api, organizerPage, draftOf, northwind, organizer } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

/** Nobody can type this text any more. It represents older stored texts and unknown failures. */
const marks = `Z${'\u0300'.repeat(40_000)}`
const tooMuch = 'more memory than this server allows (500 MB)'

const server = await testServer({ settings: { PDF_MEMORY_MB: '500' } })

beforeEach(() => server.inbox.clear())

const base = ({ letter }: Campaign) => `/dashboard/letters/${letter.id}`
const letters = () => server.inbox.mails().filter(({ subject }) => subject.startsWith('Open letter'))
async function act(campaign: Campaign, stage: string, what: string, body?: unknown) {
  const answer = await api(server, campaign.owner, 'POST', `${base(campaign)}/stages/${stage}/${what}`, body)
  await asIfADayAgo(server, stage)
  return answer
}
const noted = (id: string, covering_note: string) =>
  server.parts.db.updateTable('stage').set({ covering_note }).where('id', '=', id).execute()
const states = async (campaign: Campaign) => new Set(Object.values(await statesOf(server, campaign)))

describe('a text that would take gigabytes as a PDF', () => {
  test('is refused with a sentence, and other requests are answered meanwhile', async () => {
    const campaign = await signedLetter(server, three, { draft: { recipients: executives, text: marks } })
    const stage = await planned(server, campaign)
    const { recipients } = await stagesOf(server, campaign)
    const before = process.memoryUsage.rss()
    let answered = false
    const isOver = () => answered
    const pdf = api(
      server,
      campaign.owner,
      'GET',
      `${base(campaign)}/stages/${stage}/copies/${recipients[0]!.id}/letter.pdf`,
    )
    const done = pdf.finally(() => (answered = true))
    let healthy = 0
    while (!isOver()) {
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
      healthy++
    }
    const { status, json } = await done
    expect([status, json.code]).toEqual([422, 'cannot-be-made'])
    expect(json.detail).toContain(tooMuch)
    expect(healthy).toBeGreaterThan(5)
    expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000)
  })
})

describe('a trial finds a text that cannot be made', () => {
  test('before it is published, opened or revised, and nothing is done', async () => {
    const owner = await organizer(server)
    const id = await draftOf(server, owner, { ...northwind, text: marks })
    const opened = await api(server, owner, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version: 1 })
    expect([opened.status, opened.json.code]).toEqual([422, 'cannot-be-made'])
    expect(opened.json.detail).toContain(tooMuch)
    const page = await organizerPage(server, owner, `/dashboard/letters/${id}/text`)
    expect(page.status).toBe(200)
    expect((await letterById(server.parts.db, id))?.state).toBe('draft')

    const campaign = await signedLetter(server, three)
    const draft_sealed = sealDraft(server.parts, campaign.letter.id, { ...emptyDraft, ...northwind, text: marks })
    await server.parts.db.updateTable('letter').set({ draft_sealed }).where('id', '=', campaign.letter.id).execute()
    const version = (await letterById(server.parts.db, campaign.letter.id))!.draft_version
    const path = `${base(campaign)}/revisions`
    const revised = await api(server, campaign.owner, 'POST', path, { kind: 'correction', version })
    expect([revised.status, revised.json.code]).toEqual([422, 'cannot-be-made'])
    expect(revised.json.detail).toContain(tooMuch)
    expect((await letterById(server.parts.db, campaign.letter.id))?.revision).toBe(1)
  })

  test('before a stage is announced, approved or confirmed, and it stays as it was', async () => {
    const campaign = await signedLetter(server, three, {
      draft: { recipients: executives, demands: [`Stop ${'at once '.repeat(50)}`] },
    })
    const deep = await planned(server, campaign)
    await noted(deep, marks)
    for (const what of ['announcement', 'approval']) {
      const { status, json } = await act(campaign, deep, what, { version: 1 })
      expect([status, json.code]).toEqual([422, 'cannot-be-made'])
    }
    const long = await planned(server, campaign, { note: '{{demands}}\n'.repeat(300), disclosure: 'count' })
    const { json } = await act(campaign, long, 'announcement', { version: 1 })
    expect(json.detail).toContain('Name each fact once')
    expect((await stagesOf(server, campaign)).stages.map(({ state }) => state)).toEqual(['planned', 'planned'])

    const good = await planned(server, campaign, { disclosure: 'count' })
    expect((await act(campaign, good, 'announcement', { version: 1 })).status).toBe(200)
    await noted(good, marks)
    expect((await act(campaign, good, 'confirmation')).json.code).toBe('cannot-be-made')
    expect((await newestStage(server, campaign)).state).toBe('announced')
  })

  test('again if the text or the stage has changed since the trial', async () => {
    const campaign = await signedLetter(server, three)
    const id = await planned(server, campaign)
    const { db } = server.parts
    const seen: boolean[] = []
    await afterTrial(server.parts, server.now(), async (tried) => {
      const stage = (await stageOf(db, id))!
      if (seen.length === 1) await db.updateTable('stage').set({ version: 2 }).where('id', '=', id).execute()
      const now = (await stageOf(db, id))!
      seen.push(isTried(tried, (await letterById(db, campaign.letter.id))!, now))
      return seen.at(-1) ? 'done' : new TryFirst(stage)
    })
    expect(seen).toEqual([false, false, true])
  })

  test('when a stage comes due by itself: its owners are asked, and the queue goes on', async () => {
    const campaign = await signedLetter(server, three)
    const id = await planned(server, campaign, {
      disclosure: 'count',
      conditions: { count: { class: 'workers', least: 3 } },
    })
    expect((await act(campaign, id, 'approval', { version: 1 })).json.outcome).toBe('approved')
    await noted(id, marks)
    for (let looks = 0; looks < 2; looks++) {
      await watchPlans(server.parts, server.now())
      await server.work()
    }
    expect(await newestStage(server, campaign)).toMatchObject({
      state: 'late',
      late_because: expect.stringContaining(tooMuch),
    })
    expect(letters()).toEqual([])
    await noted(id, '')
    await act(campaign, id, 'announcement', { version: 1 })
    await watchPlans(server.parts, server.now())
    await server.work()
    expect(letters()).toHaveLength(3)
  })
})

describe('a copy that cannot be made once it is frozen', () => {
  test('is not tried again by itself; organizers see why, and can try once more', async () => {
    const campaign = await signedLetter(server, three)
    const id = await confirmed(server, campaign, { disclosure: 'count' })
    const { db } = server.parts
    const note = (text: string) => db.updateTable('snapshot').set({ note: text }).where('stage_id', '=', id).execute()
    await note(marks)
    await server.work()
    expect(await states(campaign)).toEqual(new Set(['not-made']))
    const { state, deliveries } = await newestStage(server, campaign)
    expect(state).toBe('done')
    expect(deliveries[0]).toMatchObject({ tries: 0, last_answer: expect.stringContaining(tooMuch) })

    // Neither a restart nor the job a minute later finds anything to do.
    await enqueue(db, 'watch-deliveries', {})
    await enqueue(db, 'deliver', { stage: id })
    await server.work()
    expect(await states(campaign)).toEqual(new Set(['not-made']))
    expect(letters()).toEqual([])

    const dashboard = await organizerPage(server, campaign.owner, base(campaign))
    expect(dashboard.html).toContain('3 copies could not be made')
    expect(dashboard.html).not.toContain('on their way')
    const plan = await organizerPage(server, campaign.owner, `${base(campaign)}/delivery`)
    expect(plan.html).toContain(sentence('delivery-plan-not-made'))
    expect(plan.html).toContain(tooMuch)

    await note('')
    for (const each of deliveries)
      expect(
        (await api(server, campaign.owner, 'POST', `${base(campaign)}/deliveries/${each.id}/repetition`)).status,
      ).toBe(200)
    await server.work()
    expect(await states(campaign)).toEqual(new Set(['accepted']))
    expect(letters()).toHaveLength(3)
  })

  test('leaves the other copies of its stage alone', async () => {
    const campaign = await signedLetter(server, three, { draft: { recipients: executives.slice(0, 2) } })
    const id = await confirmed(server, campaign, { disclosure: 'count' })
    const { db } = server.parts
    // The mail of one copy has an invalid address.
    const [broken] = await db
      .selectFrom('delivery')
      .select('id')
      .where('stage_id', '=', id)
      .orderBy('id')
      .limit(1)
      .execute()
    await db
      .updateTable('delivery')
      .set({ address_sealed: Buffer.from('garbled') })
      .where('id', '=', broken!.id)
      .execute()
    await server.work()
    expect(Object.values(await statesOf(server, campaign)).sort()).toEqual(['accepted', 'not-made'])
  })
})

describe('a list of more names than a copy can show', () => {
  test('is refused before a name is read, and organizers learn what to show instead', async () => {
    const campaign = await signedLetter(server, three, { draft: { recipients: executives } })
    const stage = await planned(server, campaign)
    const { recipients } = await stagesOf(server, campaign)
    const copy = `${base(campaign)}/stages/${stage}/copies/${recipients[0]!.id}/letter.pdf`
    const counted = (count: number) =>
      server.parts.db
        .updateTable('tally')
        .set({ count })
        .where('letter_id', '=', campaign.letter.id)
        .where('visibility', '=', 'public')
        .where('count', '>', 0)
        .execute()
    // 25 names for each of the 500 megabytes.
    await counted(12_501)
    let answer: Awaited<ReturnType<typeof act>> | undefined
    const read = await statementsOf(server.pool, async () => {
      answer = await api(server, campaign.owner, 'GET', copy)
    })
    expect(answer?.status).toBe(422)
    expect(answer?.json.detail).toMatch(/at most 12,500 names.*Show the count alone or the counts by employer/)
    expect(read.filter((each) => /from "signature"/.test(each))).toEqual([])
    expect(await act(campaign, stage, 'announcement', { version: 1 })).toMatchObject({ status: 422 })

    const alone = await planned(server, campaign, { disclosure: 'count' })
    expect(await act(campaign, alone, 'announcement', { version: 1 })).toMatchObject({ status: 200 })
    await counted(1)
    expect(await act(campaign, stage, 'announcement', { version: 1 })).toMatchObject({ status: 200 })
  })
})
