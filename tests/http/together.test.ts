import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { commitmentOf, commitmentSalt } from '../../server/audit/commitments.ts'
import { deriveSecret, parseSigningKey } from '../../server/crypto/signing-key.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { publish } from '../../server/letters/lifecycle/publish.ts'
import { purgeNow } from '../../server/letters/lifecycle/purge-letter.ts'
import { lockLetter } from '../../server/letter/queries.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { openDraft } from '../../server/letter/secrets.ts'
import { closeBatch } from '../../server/signatures/batch/close-batch.ts'
import { invalidate } from '../../server/signatures/moderation/invalidate.ts'
import { reinstate } from '../../server/signatures/moderation/reinstate.ts'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { renewConsent } from '../../server/signatures/my-signature/renew-consent.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { heldName } from '../../server/signatures/stored-name.ts'
import { endDueTogether, endTogether } from '../../server/together/end-together.ts'
import { testServer } from '../support/app.ts'
import { expectLogAgrees } from '../support/log.ts'
import { recount } from '../support/recount.ts'
import {
  askForCode,
  enterCode,
  join as joinAs,
  keyOf,
  letterNow,
  namesOf,
  nextBatch,
  organizer,
  pageOf,
  signAs,
  verifiedCount,
} from '../support/stories.ts'
import {
  addressOf,
  agreed,
  hold,
  movesOf,
  namesTo,
  offered,
  revealedLetter,
  revealTime,
  waitingLetter,
  waitingOf,
} from '../support/together.ts'

const server = await testServer()
const { db, keys } = server.parts
const day = 86_400_000

async function expectCounts(letter: AddressedLetter): Promise<void> {
  await expectLogAgrees(server.parts, letter.id)
  const { kept, counted } = await recount(db, letter.id)
  expect(kept).toEqual(counted)
}

const sorted = async (letter: AddressedLetter) => (await namesOf(server, letter)).sort()

async function heldOf({ id }: AddressedLetter): Promise<number> {
  const counted = db
    .selectFrom('signature')
    .select('id')
    .where('letter_id', '=', id)
    .where('held_sealed', 'is not', null)
  const waiting = db
    .selectFrom('waiting_signature')
    .select('id')
    .where('letter_id', '=', id)
    .where('held_sealed', 'is not', null)
  return (await counted.execute()).length + (await waiting.execute()).length
}

/** A batch so soon that codes that were asked for before it can be entered after it. */
async function batchSoon(letter: AddressedLetter): Promise<void> {
  const soon = new Date(server.now().getTime() + 1000)
  await db.updateTable('letter').set({ next_batch_at: soon }).where('id', '=', letter.id).execute()
  await nextBatch(server, letter)
}

async function newText(letter: AddressedLetter, kind: 'correction' | 'substance'): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const locked = (await lockLetter(trx, letter.id))!
    const draft = openDraft(server.parts, locked)
    await publish(server.parts, trx, locked, { ...draft, text: `${draft.text} And more.` }, kind, server.now())
  })
}

async function closeNow(letter: AddressedLetter): Promise<void> {
  await closeWhere(server.parts, letter.id, server.now(), () => true)
  keys.destroy(letter.id, 'claims')
}

async function leavesOf({ id }: AddressedLetter): Promise<string[][]> {
  const rows = await db.selectFrom('log_leaf').select('leaf').where('letter_id', '=', id).orderBy('number').execute()
  return rows.map(({ leaf }) => leaf.split('\n'))
}

const commitments = async (letter: AddressedLetter) =>
  (await leavesOf(letter)).filter(([, kind]) => kind === 'commit').map((lines) => lines[6] ?? '')

describe('at the number', () => {
  test('one fewer than needed reaches nothing', async () => {
    const letter = await waitingLetter(server, 3)
    await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'waiting', standing: 2, round: 0, reveals_at: null })
    expect(await movesOf(server, letter)).toEqual([])
    await endTogether(server.parts, letter.id, new Date(server.now().getTime() + 30 * day))
    expect(await namesOf(server, letter)).toEqual([])
    await expectCounts(letter)
  })

  test('exactly as many as needed reach it, and all names appear once owners agree and time has passed', async () => {
    const letter = await waitingLetter(server, 3)
    await hold(server, letter, namesTo(3))
    await nextBatch(server, letter)
    const reached = await waitingOf(server, letter)
    expect(reached).toMatchObject({ state: 'reached', standing: 3, round: 1, agreed: false })
    expect((await letterNow(server, letter.id)).visibilities.includes('together')).toBe(false)
    server.at(reached.reveals_at!)
    await endTogether(server.parts, letter.id, server.now())
    expect(await namesOf(server, letter)).toEqual([])
    await agreed(server, letter)
    await endTogether(server.parts, letter.id, new Date(reached.reveals_at!.getTime() - 1))
    expect(await namesOf(server, letter)).toEqual([])
    await revealTime(server, letter)
    expect(await sorted(letter)).toEqual(namesTo(3).sort())
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'revealed', key_destroyed: true })
    expect(keys.stateOf(letter.id, 'together')).toBe('destroyed')
    expect(await movesOf(server, letter)).toEqual(['threshold', 'reveal'])
    expect(await verifiedCount(server, letter)).toBe(3)
    await expectCounts(letter)
  })

  test('a slip finds its own commitment in the log', async () => {
    const letter = await waitingLetter(server, 2)
    const people = await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    const own = [...people].map(([name, { signingKey }]) => {
      const salt = deriveSecret(parseSigningKey(signingKey)!, letter.id, 'together', 32)
      return Buffer.from(commitmentOf(commitmentSalt(salt, 1), name)).toString('hex')
    })
    expect((await commitments(letter)).sort()).toEqual(own.sort())
  })

  test('a withdrawal under way is not counted, and has a commitment that nobody can open', async () => {
    const letter = await waitingLetter(server, 3, { batchSize: 2 })
    const people = await hold(server, letter, namesTo(3))
    await nextBatch(server, letter)
    expect(await movesOf(server, letter)).toEqual(['threshold'])
    const other = await waitingLetter(server, 3, { batchSize: 2 })
    const four = await hold(server, other, namesTo(2))
    await nextBatch(server, other)
    await withdraw(server.parts, other, four.get(namesTo(1)[0]!)!.signingKey, server.now())
    await hold(server, other, namesTo(2, 5))
    await nextBatch(server, other)
    // One of the four is about to leave. Alone it waits for another who leaves.
    expect(await waitingOf(server, other)).toMatchObject({ state: 'reached', standing: 4 })
    expect((await commitments(other)).length).toBe(4)
    const last = await waitingLetter(server, 4, { batchSize: 2 })
    const those = await hold(server, last, namesTo(2))
    await nextBatch(server, last)
    await withdraw(server.parts, last, those.get(namesTo(1)[0]!)!.signingKey, server.now())
    await hold(server, last, namesTo(2, 5))
    await nextBatch(server, last)
    expect(await waitingOf(server, last)).toMatchObject({ state: 'waiting', standing: 4 })
    expect(people.size).toBe(3)
    await agreed(server, other)
    await revealTime(server, other)
    expect((await namesOf(server, other)).length).toBe(3)
    await expectCounts(other)
  })

  test('people can leave until the reveal; below the number the waiting goes on, with other commitments', async () => {
    const letter = await waitingLetter(server, 3)
    const people = await hold(server, letter, namesTo(3))
    await nextBatch(server, letter)
    await agreed(server, letter)
    await withdraw(server.parts, letter, people.get(namesTo(1)[0]!)!.signingKey, server.now())
    expect(await heldOf(letter)).toBe(2)
    await nextBatch(server, letter)
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'waiting', standing: 2, agreed: false })
    expect((await letterNow(server, letter.id)).visibilities).toEqual(offered)
    await hold(server, letter, namesTo(1, 7))
    await nextBatch(server, letter)
    expect(await movesOf(server, letter)).toEqual(['threshold', 'back', 'threshold'])
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'reached', round: 2 })
    expect(new Set(await commitments(letter)).size).toBe(6)
    await agreed(server, letter)
    await revealTime(server, letter)
    expect(await sorted(letter)).toEqual([...namesTo(2, 1), ...namesTo(1, 7)].sort())
    await expectCounts(letter)
  })

  test('a withdrawal since the last batch leaves too few at the moment of the reveal', async () => {
    const letter = await waitingLetter(server, 2)
    const people = await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    await agreed(server, letter)
    server.at((await waitingOf(server, letter)).reveals_at!)
    await reduceVisibility(
      server.parts,
      await letterNow(server, letter.id),
      { signingKey: people.get(namesTo(1)[0]!)!.signingKey, to: 'withheld' },
      server.now(),
    )
    await revealTime(server, letter)
    expect(await namesOf(server, letter)).toEqual([])
    expect(await movesOf(server, letter)).toEqual(['threshold', 'back'])
    await nextBatch(server, letter)
    await expectCounts(letter)
  })

  test('nobody joins while the names are fixed; a person who signed meanwhile is public after the reveal', async () => {
    const letter = await waitingLetter(server, 2)
    await hold(server, letter, namesTo(2))
    const late = await askForCode(server, letter, { name: 'Late', address: addressOf('Late'), visibility: 'together' })
    const later = await askForCode(server, letter, { name: 'Last', address: addressOf('Last'), visibility: 'together' })
    await batchSoon(letter)
    await enterCode(server, letter, late.challenge, late.code)
    await signAs(server, letter, { name: 'Open', address: addressOf('Open'), visibility: 'public' })
    await batchSoon(letter)
    expect(await namesOf(server, letter)).toEqual(['Open'])
    expect(await verifiedCount(server, letter)).toBe(3)
    await agreed(server, letter)
    await db.updateTable('together').set({ reveals_at: server.now() }).where('letter_id', '=', letter.id).execute()
    await revealTime(server, letter)
    expect((await enterCode(server, letter, later.challenge, later.code)).status).toBe(200)
    expect(await heldOf(letter)).toBe(0)
    await nextBatch(server, letter)
    expect(await sorted(letter)).toEqual([...namesTo(2), 'Late', 'Open', 'Last'].sort())
    await expectCounts(letter)
  })

  test('signatures that organizers remove do not count, and come back as what the names have become', async () => {
    const letter = await waitingLetter(server, 2)
    await hold(server, letter, namesTo(3))
    await nextBatch(server, letter)
    const owner = await organizer(server)
    await joinAs(server, owner, letter.id, 'owner')
    const [row] = await db.selectFrom('signature').select('id').where('letter_id', '=', letter.id).limit(1).execute()
    const by = { letterId: letter.id, organizerId: owner.id }
    const meant = { signatureId: row!.id.toString('base64url') }
    await invalidate(server.parts, { ...by, meant, reason: 'other' }, server.now())
    await signAs(server, letter, { name: 'Open', address: addressOf('Open'), visibility: 'public' })
    await nextBatch(server, letter)
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'reached', standing: 2 })
    await agreed(server, letter)
    await revealTime(server, letter)
    expect((await namesOf(server, letter)).length).toBe(3)
    await reinstate(server.parts, { ...by, ...meant }, server.now())
    await signAs(server, letter, { name: 'More', address: addressOf('More'), visibility: 'public' })
    await nextBatch(server, letter)
    expect(await sorted(letter)).toEqual([...namesTo(3), 'Open', 'More'].sort())
    await expectCounts(letter)
  })

  test('a change of substance starts the waiting again', async () => {
    const letter = await waitingLetter(server, 2)
    const people = await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    await agreed(server, letter)
    await newText(letter, 'substance')
    await nextBatch(server, letter)
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'waiting', standing: 0 })
    for (const { signingKey } of people.values())
      await renewConsent(server.parts, await letterNow(server, letter.id), signingKey, server.now())
    await nextBatch(server, letter)
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'reached', standing: 2, round: 2 })
    await agreed(server, letter)
    await revealTime(server, letter)
    expect(await sorted(letter)).toEqual(namesTo(2).sort())
    await expectCounts(letter)
  })

  test('a change of substance just before the reveal shows nothing', async () => {
    const letter = await waitingLetter(server, 2)
    await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    await agreed(server, letter)
    server.at((await waitingOf(server, letter)).reveals_at!)
    await newText(letter, 'substance')
    await revealTime(server, letter)
    expect(await namesOf(server, letter)).toEqual([])
    expect(await movesOf(server, letter)).toEqual(['threshold', 'back'])
  })

  test('a correction changes nothing', async () => {
    const letter = await waitingLetter(server, 2)
    await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    await newText(letter, 'correction')
    await nextBatch(server, letter)
    await agreed(server, letter)
    await revealTime(server, letter)
    expect(await sorted(letter)).toEqual(namesTo(2).sort())
    await expectCounts(letter)
  })
})

test('a large batch, which is counted in parts, reaches the number once, with its last part', async () => {
  const many = 230
  const letter = await waitingLetter(server, many)
  for (let at = 0; at < many; at++) {
    const place = { id: randomBytes(16), letter_id: letter.id }
    const held_sealed = heldName(server.parts, place, { name: `Person ${String(at)}`, salt: randomBytes(32) })
    const row = { ...place, revision: 1, visibility: 'together', class: 'vouched', verifier: randomBytes(32) } as const
    await db
      .insertInto('waiting_signature')
      .values({ ...row, held_sealed })
      .execute()
  }
  await nextBatch(server, letter)
  expect(await waitingOf(server, letter)).toMatchObject({ state: 'reached', standing: many })
  expect([await movesOf(server, letter), new Set(await commitments(letter)).size]).toEqual([['threshold'], many])
  await agreed(server, letter)
  await revealTime(server, letter)
  expect(await waitingOf(server, letter)).toMatchObject({ state: 'revealed' })
  await expectCounts(letter)
}, 60_000)

describe('after the reveal', () => {
  test('a name can be withdrawn or made less visible as any other', async () => {
    const { letter, people } = await revealedLetter(server, namesTo(4))
    const [first, second] = namesTo(2).map((name) => people.get(name)!.signingKey)
    await withdraw(server.parts, letter, first!, server.now())
    await reduceVisibility(
      server.parts,
      await letterNow(server, letter.id),
      { signingKey: second!, to: 'recipients' },
      server.now(),
    )
    expect(await sorted(letter)).toEqual(namesTo(2, 2).sort())
    await expectCounts(letter)
    await nextBatch(server, letter)
    expect(await sorted(letter)).toEqual(namesTo(2, 2).sort())
    expect(await verifiedCount(server, letter)).toBe(3)
    await expectCounts(letter)
    const revealed = db
      .selectFrom('signature')
      .select('id')
      .where('letter_id', '=', letter.id)
      .where('revealed', '=', true)
    expect((await revealed.execute()).length).toBe(2)
  })

  test('a slip whose signature was removed and reinstated still withdraws it', async () => {
    const { letter, people } = await revealedLetter(server, namesTo(2))
    const owner = await organizer(server)
    await joinAs(server, owner, letter.id, 'owner')
    const by = { letterId: letter.id, organizerId: owner.id }
    const [name = ''] = namesTo(1)
    const row = await db.selectFrom('signature').select('id').where('letter_id', '=', letter.id).where('name', '=', name).executeTakeFirstOrThrow() // prettier-ignore
    const meant = { signatureId: row.id.toString('base64url') }
    await invalidate(server.parts, { ...by, meant, reason: 'other' }, server.now())
    await nextBatch(server, letter)
    await reinstate(server.parts, { ...by, ...meant }, server.now())
    await nextBatch(server, letter)
    expect(await sorted(letter)).toEqual(namesTo(2).sort())
    await withdraw(server.parts, letter, people.get(name)!.signingKey, server.now())
    await nextBatch(server, letter)
    expect(await sorted(letter)).toEqual(namesTo(1, 1))
    await expectCounts(letter)
  })

  test('the page shows all names, and a revealed name moves to a new text with its signature', async () => {
    const { letter, people } = await revealedLetter(server, namesTo(2))
    const { html } = await pageOf(server, `/letters/${keyOf(letter)}`)
    expect(namesTo(2).every((name) => html.includes(name))).toBe(true)
    await newText(letter, 'substance')
    for (const { signingKey } of people.values())
      await renewConsent(server.parts, await letterNow(server, letter.id), signingKey, server.now())
    await nextBatch(server, letter)
    expect(await sorted(letter)).toEqual(namesTo(2).sort())
    await expectCounts(letter)
  })
})

describe('without the number', () => {
  test('the waiting ends on its day, and nothing of the names is left', async () => {
    const letter = await waitingLetter(server, 4, { until: '2027-01-10' })
    await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    await hold(server, letter, namesTo(1, 9))
    const late = await askForCode(server, letter, { name: 'Late', address: addressOf('Late'), visibility: 'together' })
    const until = new Date(server.now().getTime() + 1000)
    await db.updateTable('together').set({ until }).where('letter_id', '=', letter.id).execute()
    await endDueTogether(server.parts, server.now())
    expect((await waitingOf(server, letter)).state).toBe('waiting')
    server.at(until)
    await endDueTogether(server.parts, server.now())
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'lapsed', key_destroyed: true })
    expect([keys.stateOf(letter.id, 'together'), await heldOf(letter)]).toEqual(['destroyed', 0])
    expect((await enterCode(server, letter, late.challenge, late.code)).status).toBe(200)
    expect(await heldOf(letter)).toBe(0)
    await nextBatch(server, letter)
    expect(await namesOf(server, letter)).toEqual([])
    expect(await verifiedCount(server, letter)).toBe(4)
    expect(await movesOf(server, letter)).toEqual(['lapse'])
    await expectCounts(letter)
  })

  test('a batch at the last moment reaches the number', async () => {
    const letter = await waitingLetter(server, 2, { until: '2027-01-10' })
    await hold(server, letter, namesTo(2))
    const { next_batch_at: until } = await letterNow(server, letter.id)
    await db.updateTable('together').set({ until: until! }).where('letter_id', '=', letter.id).execute()
    server.at(new Date(until!.getTime() + 60_000))
    await endDueTogether(server.parts, server.now())
    await nextBatch(server, letter)
    expect((await waitingOf(server, letter)).state).toBe('reached')
    const other = await waitingLetter(server, 2, { until: '2027-01-10' })
    await hold(server, other, namesTo(2))
    const { next_batch_at } = await letterNow(server, other.id)
    await db.updateTable('together').set({ until: new Date(next_batch_at!.getTime() - 1) }).where('letter_id', '=', other.id).execute() // prettier-ignore
    await nextBatch(server, other)
    expect((await waitingOf(server, other)).state).toBe('waiting')
    await endDueTogether(server.parts, server.now())
    expect((await waitingOf(server, other)).state).toBe('lapsed')
  })

  test('a number that is reached waits for the owners, and ends a week after the names could have been shown', async () => {
    const letter = await waitingLetter(server, 2, { until: '2026-01-01' })
    await hold(server, letter, namesTo(2))
    await db.updateTable('together').set({ until: new Date(server.now().getTime() + day) }).where('letter_id', '=', letter.id).execute() // prettier-ignore
    await nextBatch(server, letter)
    const { reveals_at } = await waitingOf(server, letter)
    const end = reveals_at!.getTime() + 7 * day
    await endDueTogether(server.parts, new Date(end - 1))
    expect((await waitingOf(server, letter)).state).toBe('reached')
    await endDueTogether(server.parts, new Date(end))
    expect((await waitingOf(server, letter)).state).toBe('lapsed')
    expect(await movesOf(server, letter)).toEqual(['threshold', 'lapse'])
    await expectCounts(letter)
  })

  test('closing ends the waiting below the number', async () => {
    const letter = await waitingLetter(server, 3)
    await hold(server, letter, namesTo(2))
    await closeNow(letter)
    const { redeems_until } = await letterNow(server, letter.id)
    expect((await waitingOf(server, letter)).state).toBe('waiting')
    server.at(redeems_until!)
    await nextBatch(server, letter)
    expect((await waitingOf(server, letter)).state).toBe('lapsed')
    await endDueTogether(server.parts, server.now())
    expect(keys.stateOf(letter.id, 'together')).toBe('destroyed')
    expect(await movesOf(server, letter)).toEqual(['lapse', 'close'])
    expect(await verifiedCount(server, letter)).toBe(2)
    await expectCounts(letter)
  })

  test('closing can reach the number, and the names appear afterwards, with those who came meanwhile', async () => {
    const letter = await waitingLetter(server, 2)
    await hold(server, letter, namesTo(2))
    const late = await askForCode(server, letter, { name: 'Late', address: addressOf('Late'), visibility: 'together' })
    await batchSoon(letter)
    await enterCode(server, letter, late.challenge, late.code)
    await closeNow(letter)
    server.at((await letterNow(server, letter.id)).redeems_until!)
    await nextBatch(server, letter)
    expect((await waitingOf(server, letter)).state).toBe('reached')
    expect(await movesOf(server, letter)).toEqual(['threshold'])
    expect((await letterNow(server, letter.id)).next_batch_at).toBe(null)
    await agreed(server, letter)
    await revealTime(server, letter)
    expect(await sorted(letter)).toEqual(namesTo(2).sort())
    await nextBatch(server, letter)
    expect(await sorted(letter)).toEqual([...namesTo(2), 'Late'].sort())
    expect(await movesOf(server, letter)).toEqual(['threshold', 'reveal', 'close'])
    await expectCounts(letter)
  })

  test('a person who leaves after the closing can end it', async () => {
    const letter = await waitingLetter(server, 2)
    const people = await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    await closeNow(letter)
    server.at((await letterNow(server, letter.id)).redeems_until!)
    await nextBatch(server, letter)
    expect(await movesOf(server, letter)).toEqual(['threshold', 'close'])
    await withdraw(server.parts, letter, people.get(namesTo(1)[0]!)!.signingKey, server.now())
    await nextBatch(server, letter)
    expect(await movesOf(server, letter)).toEqual(['threshold', 'close', 'back', 'lapse'])
    await endDueTogether(server.parts, server.now())
    expect([keys.stateOf(letter.id, 'together'), await heldOf(letter)]).toEqual(['destroyed', 0])
    await expectCounts(letter)
  })

  test('a purge erases held names, in every state', async () => {
    for (const state of ['waiting', 'reached', 'revealed'] as const) {
      const letter = await waitingLetter(server, state === 'waiting' ? 3 : 2)
      await hold(server, letter, namesTo(2))
      await nextBatch(server, letter)
      if (state === 'revealed') {
        await agreed(server, letter)
        await revealTime(server, letter)
      }
      await closeNow(letter)
      await purgeNow(server.parts, letter.id, server.now())
      const { state: now, key_destroyed } = await waitingOf(server, letter)
      expect([now, key_destroyed]).toEqual([state === 'revealed' ? 'revealed' : 'lapsed', true])
      expect([keys.stateOf(letter.id, 'together'), await heldOf(letter)]).toEqual(['destroyed', 0])
      const named = db
        .selectFrom('signature')
        .select('id')
        .where('letter_id', '=', letter.id)
        .where('name', 'is not', null)
      expect((await named.execute()).length).toBe(0)
      await expectCounts(letter)
    }
  })
})

test('the look each minute does not wait for people who sign, where nothing is due', async () => {
  const letter = await waitingLetter(server, 5)
  await server.parts.db.transaction().execute(async (trx) => {
    // A signature holds this lock while it is stored.
    await sql`select from letter where id = ${letter.id} for key share`.execute(trx)
    await endDueTogether(server.parts, server.now())
  })
  expect((await waitingOf(server, letter)).state).toBe('waiting')
})

test('two processes that reveal at once reveal once', async () => {
  const letter = await waitingLetter(server, 2)
  await hold(server, letter, namesTo(2))
  await nextBatch(server, letter)
  await agreed(server, letter)
  server.at((await waitingOf(server, letter)).reveals_at!)
  await Promise.all([1, 2, 3, 4].map(() => endTogether(server.parts, letter.id, server.now())))
  await Promise.all([endTogether(server.parts, letter.id, server.now()), closeBatch(server.parts, letter.id, server.now())]) // prettier-ignore
  expect(await movesOf(server, letter)).toEqual(['threshold', 'reveal'])
  expect(await sorted(letter)).toEqual(namesTo(2).sort())
  await expectCounts(letter)
})

test('a clock that jumps back reveals nothing earlier, and one that jumps on reveals once', async () => {
  const letter = await waitingLetter(server, 2)
  await hold(server, letter, namesTo(2))
  await nextBatch(server, letter)
  await agreed(server, letter)
  const { reveals_at } = await waitingOf(server, letter)
  await endDueTogether(server.parts, new Date(server.now().getTime() - 100 * day))
  expect(await namesOf(server, letter)).toEqual([])
  await endDueTogether(server.parts, new Date(reveals_at!.getTime() + 100 * day))
  await endDueTogether(server.parts, new Date(reveals_at!.getTime() - 100 * day))
  expect(await sorted(letter)).toEqual(namesTo(2).sort())
  expect(await movesOf(server, letter)).toEqual(['threshold', 'reveal'])
})
