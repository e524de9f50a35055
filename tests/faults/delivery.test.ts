import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { confirmDelivery } from '../../server/delivery/stages/confirm-delivery.ts'
import { announce } from '../../server/delivery/stages/announce.ts'
import { stopPdf } from '../../server/delivery/pdf/render-pdf.ts'
import { approveStage } from '../../server/delivery/stages/approve-stage.ts'
import { noConditions, type TypedConditions } from '../../server/delivery/stages/conditions.ts'
import { addStage } from '../../server/delivery/plan/change-stage.ts'
import { stagesOf } from '../../server/delivery/queries.ts'
import { Refusal } from '../../server/refusal.ts'
import { confirmed, signedLetter, three, type Campaign } from '../support/deliveries.ts'
import { spares } from '../support/delivering.ts'
import { serverWithFaultyMail } from '../support/faulty-mail.ts'
import { putsOffATenth } from '../support/mail.ts'
import { textOf } from '../support/pdf-text.ts'
import { randomNumbers } from '../support/random.ts'
import { api, signAs } from '../support/stories.ts'

/** `npm run soak` kills two hundred times, in as many plans as that takes. */
const kills = Number(process.env['KILLS'] ?? 6)
const killsPerPlan = 20
const firstSeed = Number(process.env['SEED'] ?? 11)

/** The workers' clock runs 600 times as fast as real time. With these units a day takes one second, and an hour half a second. */
const units = { UNIT_SILENCE_SECONDS: '600', UNIT_HOUR_SECONDS: '300' }

const server = await serverWithFaultyMail({ settings: units, inbox: { keep: 100_000 } })

afterEach(stopPdf)

const fifty = Array.from({ length: 50 }, (_, index) => ({
  name: `Executive ${String(index + 1)}`,
  office: 'Board',
  address: `executive${String(index + 1)}@board.example`,
}))

const delivered = () => server.inbox.mails().filter(({ subject }) => subject.startsWith('Open letter'))

async function until(condition: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not come to that')
    await sleep(50)
  }
}

async function over({ letter }: Campaign): Promise<boolean> {
  return (await stagesOf(server.parts.db, letter.id)).every(({ state }) => state === 'done')
}

/** Addresses of the copies whose transmission has not begun. */
async function queued({ letter }: Campaign): Promise<string[]> {
  const rows = await server.parts.db
    .selectFrom('delivery as d')
    .innerJoin('recipient as r', 'r.id', 'd.recipient_id')
    .select('r.name')
    .where('r.letter_id', '=', letter.id)
    .where('d.state', '=', 'queued')
    .execute()
  return rows.map(({ name }) => fifty.find((each) => each.name === name)!.address)
}

/**
 * Checks that the stored and shown state of each copy agrees with what the mail server really accepted.
 * @returns the number of copies in each state
 */
async function agreesWithTheServer({ letter }: Campaign): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const copies = await server.parts.db
    .selectFrom('delivery as d')
    .innerJoin('recipient as r', 'r.id', 'd.recipient_id')
    .select(['d.state', 'r.name', 'd.message_id', 'd.accepted_at'])
    .where('r.letter_id', '=', letter.id)
    .execute()
  const taken = takenByMessage()
  for (const { state, message_id, accepted_at } of copies) {
    counts[state] = (counts[state] ?? 0) + 1
    const times = taken.get(`<${message_id}>`) ?? 0
    if (state === 'accepted') expect([times, accepted_at !== null]).toEqual([1, true])
    else expect([state, times <= 1, accepted_at]).toEqual(['unsure', true, null])
  }
  const { json } = await api(server, null, 'GET', `/letters/${letter.slug}`)
  const shown = (json.delivery.recipients as { stages: { state: string }[] }[]).flatMap(({ stages }) => stages)
  for (const [state, count] of Object.entries(counts))
    expect(shown.filter((each) => each.state === state)).toHaveLength(count)
  return counts
}

function takenByMessage(): Map<string, number> {
  const taken = new Map<string, number>()
  for (const { headers } of delivered()) {
    const id = headers.find(({ name }) => name === 'message-id')?.value ?? ''
    taken.set(id, (taken.get(id) ?? 0) + 1)
  }
  return taken
}

/**
 * Three stages with a day without an answer between them: names to fifty at once, the count to fifty, and the count to fifty
 * again.
 */
async function planned(): Promise<Campaign> {
  const campaign = await signedLetter(server, three, { draft: { recipients: fifty } })
  const { letter, owner } = campaign
  const { db } = server.parts
  await db.updateTable('letter').set({ notice_hours: 1 }).where('id', '=', letter.id).execute()
  const everybody = await db.selectFrom('recipient').select('id').where('letter_id', '=', letter.id).execute()
  const stage = async (disclosure: string, conditions: Partial<TypedConditions>) => {
    const input = { kind: 'mail', recipients: everybody.map(({ id }) => id), press: '', note: '', disclosure }
    const typed = { ...input, conditions: { ...noConditions, ...conditions } }
    const stageId = await addStage(server.parts, owner.id, letter.id, typed, server.now())
    await approveStage(server.parts, owner, letter.id, { stageId, version: 1 }, server.now())
    return stageId
  }
  const first = await stage('names', { class: 'workers', least: '3' })
  const second = await stage('count', { after: first, days: '1' })
  await stage('count', { after: second, days: '1' })
  return campaign
}

/** Stages that came due while no worker ran wait for their owner, who starts them now. */
async function ownerSendsLate({ letter, owner }: Campaign, now: Date): Promise<void> {
  for (const { id, state, version, announced_at } of await stagesOf(server.parts.db, letter.id)) {
    if (state !== 'late') continue
    try {
      if (!announced_at) await announce(server.parts, owner, letter.id, { stageId: id, version }, now)
      await confirmDelivery(server.parts, owner, letter.id, id, now)
    } catch (error) {
      // The notice may still run, so the owner tries again later.
      if (!(error instanceof Refusal)) throw error
    }
  }
}

async function playPlan(seed: number, deaths: number): Promise<Record<string, number>> {
  server.mailBehaves()
  server.inbox.clear()
  const next = randomNumbers(seed)
  const campaign = await planned()
  server.mailBehaves(putsOffATenth(seed))
  const pool = spares(server, units)
  const workers = [await pool.start(), await pool.start()]
  let died = 0
  let due = 0
  await until(async () => {
    await ownerSendsLate(campaign, pool.now())
    if (died < deaths && performance.now() >= due) {
      const victim = Math.floor(next() * workers.length)
      workers[victim]!.kill('SIGKILL')
      await once(workers[victim]!, 'exit')
      workers[victim] = await pool.start()
      died++
      due = performance.now() + next() * 300
    }
    return over(campaign)
  }, 300)
  await pool.end()
  const counts = await agreesWithTheServer(campaign)
  expect((counts['accepted'] ?? 0) + (counts['unsure'] ?? 0)).toBe(3 * fifty.length)
  return { ...counts, died }
}

describe('a plan of three stages to fifty recipients, carried out by two processes against a server that fails a tenth of its commands', () => {
  test('reaches everybody once in each stage', { timeout: 330_000 }, async () => {
    expect(await playPlan(7, 0)).toEqual({ accepted: 150, died: 0 })
  })

  test(
    'killed at random moments reaches everybody once in each stage, or is unsure',
    { timeout: kills * 10_000 + 330_000 },
    async () => {
      for (let died = 0, seed = firstSeed; died < kills; seed++) {
        const counts = await playPlan(seed, Math.min(killsPerPlan, kills - died))
        expect(counts['died']).toBeGreaterThan(0)
        // A kill leaves at most those copies `unsure` that were in transmission.
        expect(counts['unsure'] ?? 0).toBeLessThanOrEqual(4 * counts['died']!)
        died += counts['died']!
      }
    },
  )
})

describe('a delivery to fifty recipients', () => {
  test('has nobody in it who withdrew before the hand-over', { timeout: 120_000 }, async () => {
    server.inbox.clear()
    const campaign = await signedLetter(server, three, { draft: { recipients: fifty } })
    const people = []
    for (const [index, name] of ['Dana Early', 'Emil Middle', 'Fay Later'].entries())
      people.push({
        name,
        ...(await signAs(server, campaign.letter, {
          name,
          address: `w${String(index)}@northwind.example`,
          visibility: index === 1 ? 'recipients' : 'public',
        })),
      })
    await confirmed(server, campaign)
    const namesWithout = new Map<string, Set<string>>()
    const pool = spares(server, units)
    await Promise.all([pool.start(), pool.start()])
    for (const [place, { name, signingKey }] of people.entries()) {
      await until(() => delivered().length >= 4 + place * 12)
      const answer = await api(server, null, 'POST', `/letters/${campaign.letter.slug}/mine/withdrawal`, {
        signing_key: signingKey,
      })
      expect(answer.status).toBeLessThan(300)
      // A copy whose transmission has not begun when the withdrawal is acknowledged must not contain the name.
      namesWithout.set(name, new Set(await queued(campaign)))
    }
    await until(() => over(campaign))
    await pool.end()
    await agreesWithTheServer(campaign)
    const seen = { with: 0, without: 0 }
    for (const { to, attachments } of delivered()) {
      const pdf = await textOf(attachments[0]!.content)
      for (const [name, without] of namesWithout) {
        if (pdf.includes(name)) seen.with++
        if (!without.has(to)) continue
        expect([to, pdf.includes(name)]).toEqual([to, false])
        seen.without++
      }
    }
    expect(seen.with).toBeGreaterThan(0)
    expect(seen.without).toBeGreaterThan(0)
  })
})
