import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import type { CatcherOptions } from '../../server/mail/catcher.ts'
import { testServer } from '../support/app.ts'
import { confirmed, signedLetter, three, type Campaign } from '../support/deliveries.ts'
import { putsOffATenth } from '../support/mail.ts'
import { textOf } from '../support/pdf-text.ts'
import { api, signAs } from '../support/stories.ts'
import { stopPdf } from '../../server/delivery/pdf/pdf.ts'

let behave: NonNullable<CatcherOptions['behave']> = () => undefined
const server = await testServer({ inbox: { behave: (moment, address) => behave(moment, address) } })

afterEach(async () => {
  behave = () => undefined
  await stopPdf()
})

const fifty = Array.from({ length: 50 }, (_, index) => ({
  name: `Executive ${String(index + 1)}`,
  office: 'Board',
  address: `executive${String(index + 1)}@board.example`,
}))

const delivered = () => server.inbox.mails().filter(({ subject }) => subject.startsWith('Open letter'))

async function worker() {
  const file = new URL('../support/delivering-worker.ts', import.meta.url).pathname
  const moment = new Date(server.now().getTime() + 60_000).toISOString()
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', file, server.databaseUrl, server.keysDir, server.inbox.url, moment],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

async function until(condition: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not come to that')
    await sleep(20)
  }
}

async function over({ letter }: Campaign): Promise<boolean> {
  const { state } = await server.parts.db
    .selectFrom('stage')
    .select('state')
    .where('letter_id', '=', letter.id)
    .executeTakeFirstOrThrow()
  return state === 'done'
}

/** Addresses of the copies that nobody has begun to hand over. */
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

/** What the desk says of each copy is what the mail server really took. */
async function agreesWithTheServer(campaign: Campaign): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const recipients = await server.parts.db
    .selectFrom('delivery as d')
    .innerJoin('recipient as r', 'r.id', 'd.recipient_id')
    .select(['d.state', 'r.name', 'd.message_id'])
    .where('r.letter_id', '=', campaign.letter.id)
    .execute()
  for (const { state, message_id } of recipients) {
    counts[state] = (counts[state] ?? 0) + 1
    const taken = delivered().filter(({ headers }) =>
      headers.some(({ name, value }) => name === 'message-id' && value === `<${message_id}>`),
    ).length
    if (state === 'accepted') expect(taken).toBe(1)
    else expect([state, taken <= 1]).toEqual(['unsure', true])
  }
  return counts
}

describe('a delivery to fifty recipients', () => {
  test(
    'whose process is killed again and again reaches everybody once, or is unsure',
    { timeout: 120_000 },
    async () => {
      server.inbox.clear()
      const campaign = await signedLetter(server, three, { draft: { recipients: fifty } })
      await confirmed(server, campaign)
      for (const target of [3, 14, 29, 41]) {
        const child = await worker()
        await until(async () => delivered().length >= target || (await over(campaign)))
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await worker()
      await until(() => over(campaign))
      const counts = await agreesWithTheServer(campaign)
      expect(counts['accepted'] ?? 0).toBeGreaterThanOrEqual(50 - 4 * 4)
      expect((counts['accepted'] ?? 0) + (counts['unsure'] ?? 0)).toBe(50)
    },
  )

  test(
    'by two processes, against a server that fails a tenth of its commands, is the same',
    { timeout: 120_000 },
    async () => {
      server.inbox.clear()
      const campaign = await signedLetter(server, three, { draft: { recipients: fifty } })
      await confirmed(server, campaign)
      behave = putsOffATenth(7)
      const [killed] = await Promise.all([worker(), worker()])
      await until(() => delivered().length >= 20)
      killed.kill('SIGKILL')
      await until(() => over(campaign), 90)
      const counts = await agreesWithTheServer(campaign)
      expect((counts['accepted'] ?? 0) + (counts['unsure'] ?? 0)).toBe(50)
      expect(counts['unsure'] ?? 0).toBeLessThanOrEqual(4)
    },
  )

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
    await Promise.all([worker(), worker()])
    for (const [place, { name, signingKey }] of people.entries()) {
      await until(() => delivered().length >= 4 + place * 12)
      const answer = await api(server, null, 'POST', `/letters/${campaign.letter.slug}/mine/withdrawal`, {
        signing_key: signingKey,
      })
      expect(answer.status).toBeLessThan(300)
      // What is not being handed over once the withdrawal is acknowledged must not bear the name.
      namesWithout.set(name, new Set(await queued(campaign)))
    }
    await until(() => over(campaign))
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
