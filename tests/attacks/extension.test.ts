import { beforeEach, describe, expect, test } from 'vitest'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { obtainCredential, redeemAs, signAnonymously, changeAs, withdrawalOf } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import {
  agrees,
  api,
  join,
  keyOf,
  letterNow,
  nextBatch,
  openLetter,
  organizer,
  pageOf,
  proposalsFor,
  signAs,
  type Organizer,
} from '../support/stories.ts'

const server = await testServer()
const day = 86_400_000
let letter: AddressedLetter
let mara: Organizer
let ben: Organizer

beforeEach(async () => {
  letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
  mara = await organizer(server, 'Mara')
  ben = await organizer(server, 'Ben')
  await join(server, mara, letter.id, 'owner')
  await join(server, ben, letter.id, 'owner')
})

const at = (path = '') => `/dashboard/letters/${letter.id}${path}`
const dayAfter = (days: number) => new Date(letter.closes_at!.getTime() + days * day).toISOString().slice(0, 10)
const extend = (who: Organizer, days = 30) => api(server, who, 'POST', at('/extension'), { until: dayAfter(days) })
const stored = async () => (await letterNow(server, letter.id)).closes_at
/** Runs something at another time. */
async function atTime<T>(time: Date, act: () => Promise<T>): Promise<T> {
  const now = server.now()
  server.at(time)
  return act().finally(() => {
    server.at(now)
  })
}
const before = (days: number) => new Date(letter.closes_at!.getTime() - days * day)

describe('the promise to people who signed is kept', () => {
  test('against a second extension, asked for after or before the first one', async () => {
    await extend(mara, 30)
    await extend(mara, 40)
    await agrees(server, ben, letter.id, 'extend')
    const end = await stored()
    const [other] = (await proposalsFor(server, ben, letter.id)).filter(({ state }) => state === 'open')
    expect(other!.shown).toBeNull()
    const agreed = await api(server, ben, 'POST', at(`/approvals/${other!.id}/agreement`), { shown: '' })
    expect(agreed.status).toBe(409)
    expect((await extend(ben, 50)).json.code).toBe('already-extended')
    expect(await stored()).toEqual(end)
  })

  test('against one that is asked for in the last week, at the end, or after it', async () => {
    for (const [time, code] of [
      [before(7), 'too-late-to-extend'],
      [before(1), 'too-late-to-extend'],
      [letter.closes_at!, 'letter-not-open'],
    ] as const)
      expect((await atTime(time, () => extend(mara))).json.code).toBe(code)
    await extend(mara)
    await atTime(letter.closes_at!, () => server.work())
    expect((await letterNow(server, letter.id)).state).toBe('closed')
    expect((await extend(mara)).json.code).toBe('letter-not-open')
  })

  test('against one that was asked for in time, and is agreed to in the last week', async () => {
    await extend(mara)
    const [proposal] = await proposalsFor(server, ben, letter.id)
    const agreed = await atTime(before(7), () =>
      api(server, ben, 'POST', at(`/approvals/${proposal!.id}/agreement`), { shown: proposal!.shown }),
    )
    expect(agreed.status).toBe(409)
    expect(await stored()).toEqual(letter.closes_at)
    // A moment before, it is possible.
    const inTime = new Date(before(7).getTime() - 1)
    expect((await atTime(inTime, () => agrees(server, ben, letter.id, 'extend'))).status).toBe(200)
  })

  test('against a later end and a later purge than they were told', async () => {
    for (const days of [61, 365])
      expect((await extend(mara, days)).json.errors).toEqual([expect.objectContaining({ field: 'until' })])
    await extend(mara, 60)
    await agrees(server, ben, letter.id, 'extend')
    const { closes_at, latest_end, purges_at } = await letterNow(server, letter.id)
    expect(closes_at).toEqual(latest_end)
    expect(purges_at).toEqual(new Date(latest_end!.getTime() + 90 * day))
    // Not even a fault of ours can go beyond it.
    const later = server.parts.db
      .updateTable('letter')
      .set({ closes_at: new Date(latest_end!.getTime() + 1) })
      .where('id', '=', letter.id)
      .execute()
    await expect(later).rejects.toThrow('letter_latest_end')
  })

  test('on a letter that opened before this release, whose people were told of one end', async () => {
    await server.parts.db
      .updateTable('letter')
      .set({ extendable_until: null, latest_end: null })
      .where('id', '=', letter.id)
      .execute()
    expect((await extend(mara)).json.code).toBe('extension-not-announced')
    expect((await pageOf(server, `/letters/${keyOf(letter)}/sign`)).html).not.toContain('can extend')
  })

  test('against one owner alone, who asks twice, agrees to the own proposal, or is the only owner for a moment', async () => {
    await extend(mara)
    await extend(mara)
    const [own] = await proposalsFor(server, mara, letter.id)
    const answer = await api(server, mara, 'POST', at(`/approvals/${own!.id}/agreement`), { shown: own!.shown })
    expect(answer.status).toBe(403)
    expect(await stored()).toEqual(letter.closes_at)
    await server.parts.db.deleteFrom('membership').where('organizer_id', '=', ben.id).execute()
    expect((await extend(mara, 20)).json.outcome).toBe('waits')
    expect(await stored()).toEqual(letter.closes_at)
    const alone = (await proposalsFor(server, mara, letter.id)).find(({ id }) => id !== own!.id)!
    const carriesOut = () => api(server, mara, 'POST', at(`/approvals/${alone.id}/agreement`), { shown: alone.shown })
    expect((await carriesOut()).status).toBe(403)
    const tomorrow = new Date(server.now().getTime() + day)
    expect((await atTime(tomorrow, carriesOut)).status).toBe(200)
  })

  test('by people who are not owners', async () => {
    const editor = await organizer(server)
    await join(server, editor, letter.id, 'editor')
    expect((await extend(editor)).status).toBe(403)
    expect((await extend(await organizer(server))).status).toBe(404)
  })

  test('when two owners agree at the same moment to two extensions', async () => {
    const cem = await organizer(server, 'Cem')
    await join(server, cem, letter.id, 'owner')
    await extend(mara, 30)
    await extend(mara, 40)
    const [one, two] = await proposalsFor(server, ben, letter.id)
    const agreeing = (who: Organizer, proposal: typeof one) =>
      api(server, who, 'POST', at(`/approvals/${proposal!.id}/agreement`), { shown: proposal!.shown })
    const answers = await Promise.all([agreeing(ben, one), agreeing(cem, two), agreeing(cem, one), agreeing(ben, two)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    const { extended_from, closes_at } = await letterNow(server, letter.id)
    expect(extended_from).toEqual(letter.closes_at)
    expect([dayAfter(30), dayAfter(40)]).toContain(closes_at!.toISOString().slice(0, 10))
  })
})

describe('what anonymous signatures rely on', () => {
  test('stays good through an extension: keys, saved credentials, and what was signed', async () => {
    const signed = await signAnonymously(server, letter, 'ann@northwind.example')
    const saved = await obtainCredential(server, letter, 'bea@northwind.example')
    const published = await pageOf(server, `/api/v1/letters/${keyOf(letter)}/credentials`)
    await extend(mara, 60)
    await agrees(server, ben, letter.id, 'extend')
    const afterOldEnd = new Date(letter.closes_at!.getTime() + 3 * day)
    await atTime(afterOldEnd, async () => {
      await server.work()
      const { html } = await pageOf(server, `/api/v1/letters/${keyOf(letter)}/credentials`)
      expect((JSON.parse(html) as { issuers: object }).issuers).toEqual(
        (JSON.parse(published.html) as { issuers: object }).issuers,
      )
      expect((await redeemAs(server, letter, saved.redemption)).status).toBe(202)
      await nextBatch(server, letter)
      expect((await changeAs(server, letter, withdrawalOf(letter, signed))).status).toBe(200)
      await obtainCredential(server, letter, 'cem@northwind.example')
    })
  })

  test('changes nothing that an observer can count, and closes no batch', async () => {
    letter = await openLetter(server, { visibilities: ['anonymous', 'public'], batchSize: 5, firstThreshold: 0 })
    for (const who of [mara, ben]) await join(server, who, letter.id, 'owner')
    await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await signAnonymously(server, letter, 'bea@northwind.example')
    const counted = async () => {
      const { json } = await api(server, null, 'GET', `/letters/${keyOf(letter)}`)
      const { rows } = await waiting()
      return { tally: json.tally as object, waiting: rows, next: (await letterNow(server, letter.id)).next_batch_at }
    }
    const waiting = async () => ({
      rows: await server.parts.db
        .selectFrom('waiting_signature')
        .select('id')
        .where('letter_id', '=', letter.id)
        .execute(),
    })
    const was = await counted()
    await extend(mara)
    await agrees(server, ben, letter.id, 'extend')
    expect(await counted()).toEqual(was)
  })
})
