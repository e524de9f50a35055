import { describe, expect, test } from 'vitest'
import { invalidate } from '../../server/signatures/moderation/invalidate.ts'
import { hideName } from '../../server/signatures/moderation/hide-name.ts'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { letterById } from '../../server/letter/queries.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { changeAs, obtainCredential, redeemAs, signAnonymously, withdrawalOf } from '../support/anonymous.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { expectLogAgrees } from '../support/log.ts'
import { recount, recountedDays } from '../support/recount.ts'
import { backUp, restoredFrom } from '../support/restores.ts'
import {
  askForCode,
  enterCode,
  join as joinAs,
  namesOf,
  nextBatch,
  openLetter,
  organizer,
  signAs,
  verifiedCount,
} from '../support/stories.ts'

const server = await testServer()

const address = (name: string) => `${name.toLowerCase()}@northwind.example`
const sign = (letter: AddressedLetter, name: string, visibility: 'public' | 'recipients' | 'withheld' = 'public') =>
  signAs(server, letter, { name, address: address(name), visibility })

async function batch(on: TestServer, letter: AddressedLetter): Promise<void> {
  await nextBatch(on, letter)
  await on.work()
}

/** The log, the tables and the days say the same. */
async function expectWhole(on: TestServer, letter: AddressedLetter): Promise<void> {
  await expectLogAgrees(on.parts, letter.id)
  const { kept, counted } = await recount(on.parts.db, letter.id)
  expect(kept).toEqual(counted)
  const days = await recountedDays(on.parts.db, letter.id)
  expect(days.kept).toEqual(days.counted)
}

async function kindsOf(on: TestServer, letter: AddressedLetter): Promise<string[]> {
  const rows = await on.parts.db
    .selectFrom('log_leaf')
    .select('leaf')
    .where('letter_id', '=', letter.id)
    .orderBy('number')
    .execute()
  return rows.map(({ leaf }) => leaf.split('\n')[1] ?? '')
}

const lostIn = async (on: TestServer, letter: AddressedLetter) =>
  (await kindsOf(on, letter)).filter((kind) => kind === 'lost').length

describe('after a restore', () => {
  test('no name that was withdrawn, hidden, invalidated or made less visible since comes back', async () => {
    const letter = await openLetter(server)
    const people = new Map<string, Awaited<ReturnType<typeof signAs>>>()
    for (const name of ['Ana', 'Ben', 'Cem', 'Dov', 'Eve']) people.set(name, await sign(letter, name))
    await batch(server, letter)
    for (const name of ['Fay', 'Gus', 'Hal']) people.set(name, await sign(letter, name))
    const file = await backUp(server)

    const owner = await organizer(server)
    await joinAs(server, owner, letter.id, 'owner')
    const row = (await letterById(server.parts.db, letter.id))!
    const keyOf = (name: string) => people.get(name)!.signingKey
    await withdraw(server.parts, row, keyOf('Ana'), server.now())
    await reduceVisibility(server.parts, row, { signingKey: keyOf('Ben'), to: 'recipients' }, server.now())
    const idOf = async (name: string) => {
      const { id } = await server.parts.db
        .selectFrom('signature')
        .select('id')
        .where('letter_id', '=', letter.id)
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
      return id.toString('base64url')
    }
    const by = { letterId: letter.id, organizerId: owner.id }
    await invalidate(server.parts, { ...by, meant: { signatureId: await idOf('Cem') }, reason: 'other' }, server.now())
    await hideName(server.parts, { ...by, signatureId: await idOf('Dov') }, server.now())
    // These waited for their batch in the backup.
    await withdraw(server.parts, row, keyOf('Fay'), server.now())
    await reduceVisibility(server.parts, row, { signingKey: keyOf('Gus'), to: 'withheld' }, server.now())
    await batch(server, letter)
    expect(await namesOf(server, letter)).toEqual(['Eve', 'Hal'])
    expect(await verifiedCount(server, letter)).toBe(5)

    const restored = await restoredFrom(server, file)
    expect(await namesOf(restored, letter)).toEqual(['Eve', 'Hal'])
    expect(await verifiedCount(restored, letter)).toBe(5)
    await expectWhole(restored, letter)
    expect(await lostIn(restored, letter)).toBe(0)
    await batch(restored, letter)
    expect(await namesOf(restored, letter)).toEqual(['Eve', 'Hal'])
    expect(await verifiedCount(restored, letter)).toBe(5)
  }, 60_000)

  test('an address that was used since counts once, and its lost name is in the log', async () => {
    const letter = await openLetter(server)
    await sign(letter, 'Ana')
    await batch(server, letter)
    const file = await backUp(server)
    await sign(letter, 'Ben')
    await batch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(2)

    const restored = await restoredFrom(server, file)
    expect(await verifiedCount(restored, letter)).toBe(1)
    expect(await lostIn(restored, letter)).toBe(1)
    await expectWhole(restored, letter)
    const again = await askForCode(restored, letter, { name: 'Ben', address: address('Ben') })
    const answer = await enterCode(restored, letter, again.challenge, again.code)
    expect(answer.status).toBe(409)
    await batch(restored, letter)
    expect(await verifiedCount(restored, letter)).toBe(1)
    // A second restore of the same backup finds the leaf about the lost name in the copy.
    const twice = await restoredFrom(restored, file)
    expect(await verifiedCount(twice, letter)).toBe(1)
    expect(await lostIn(twice, letter)).toBe(1)
    await expectWhole(twice, letter)
  }, 60_000)

  test('anonymous signatures that were counted, invalidated or withdrawn since are so again, and count once', async () => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    const ana = await signAnonymously(server, letter, address('Ana'))
    const ben = await signAnonymously(server, letter, address('Ben'))
    await batch(server, letter)
    const between = await backUp(server)
    const cem = await signAnonymously(server, letter, address('Cem'))
    const dov = await obtainCredential(server, letter, address('Dov'))
    await batch(server, letter)
    expect((await changeAs(server, letter, withdrawalOf(letter, ana))).status).toBe(200)
    await batch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(2)

    const restored = await restoredFrom(server, between)
    expect(await verifiedCount(restored, letter)).toBe(2)
    await expectWhole(restored, letter)
    // A page repeats its request, and a credential that was spent cannot be spent again.
    expect((await redeemAs(restored, letter, cem.redemption)).json['state']).toBe('counted')
    expect((await redeemAs(restored, letter, ben.redemption)).json['state']).toBe('counted')
    expect((await redeemAs(restored, letter, ana.redemption)).status).toBe(410)
    // A credential that was saved is redeemed for the first time.
    expect((await redeemAs(restored, letter, dov.redemption)).json['state']).toBe('accepted')
    await batch(restored, letter)
    expect(await verifiedCount(restored, letter)).toBe(3)
    expect((await changeAs(restored, letter, withdrawalOf(letter, cem))).status).toBe(200)
    await batch(restored, letter)
    expect(await verifiedCount(restored, letter)).toBe(2)
    await expectWhole(restored, letter)
  }, 60_000)
})
