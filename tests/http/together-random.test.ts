import { expect, test } from 'vitest'
import { signatoryKeys } from '../../server/crypto/signing-key.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { hideName } from '../../server/signatures/moderation/hide-name.ts'
import { invalidate } from '../../server/signatures/moderation/invalidate.ts'
import { reinstate } from '../../server/signatures/moderation/reinstate.ts'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { endTogether } from '../../server/together/end-together.ts'
import { seedOf } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { expectLogAgrees } from '../support/log.ts'
import { randomNumbers } from '../support/random.ts'
import { recount } from '../support/recount.ts'
import { join as joinAs, letterNow, namesOf, nextBatch, organizer, signAs } from '../support/stories.ts'
import { addressOf, agreed, waitingLetter, waitingOf } from '../support/together.ts'

const server = await testServer()
const { db } = server.parts

interface Person {
  name: string
  signingKey: string
  /** What the person chose last. */
  choice: 'together' | 'public' | 'withheld' | 'nameless' | 'gone'
}

/** No name is seen that its person did not show, and no held name before the reveal. */
async function expectOnlyShown(letter: AddressedLetter, people: readonly Person[]): Promise<void> {
  const { state } = await waitingOf(server, letter)
  const allowed = people.filter(({ choice }) => choice === 'public' || (choice === 'together' && state === 'revealed'))
  const names = new Set(allowed.map(({ name }) => name))
  expect((await namesOf(server, letter)).filter((name) => !names.has(name))).toEqual([])
}

test.each([1, 4, 6, 9])(
  'after random acts (%d), log, counts and names agree',
  async (seed) => {
    const random = randomNumbers(20_261_130 + seed)
    const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)]
    const letter = await waitingLetter(server, 4, { batchSize: 1 + (seed % 2) })
    const owner = await organizer(server)
    await joinAs(server, owner, letter.id, 'owner')
    const by = { letterId: letter.id, organizerId: owner.id }
    const people: Person[] = []
    // By the person, because ids are random.
    const rowOf = async () => {
      const person = pick(people.filter(({ choice }) => choice !== 'gone'))
      if (!person) return undefined
      const verifier = signatoryKeys(seedOf(person.signingKey), letter.id).publicKey
      return db
        .selectFrom('signature')
        .select(['id', 'invalid_reason'])
        .where('verifier', '=', verifier)
        .executeTakeFirst()
    }
    const acts: Record<string, () => Promise<unknown>> = {
      sign: async () => {
        const { visibilities } = await letterNow(server, letter.id)
        const offered = (['together', 'together', 'public', 'withheld'] as const).filter((each) =>
          visibilities.includes(each),
        )
        const visibility = pick(offered)!
        const name = `Rnd${String.fromCharCode(65 + people.length)} Person`
        const { signingKey } = await signAs(server, letter, { name, address: addressOf(name), visibility })
        people.push({ name, signingKey, choice: visibility })
      },
      withdraw: async () => {
        const person = pick(people.filter(({ choice }) => choice !== 'gone'))
        if (!person) return
        person.choice = 'gone'
        await withdraw(server.parts, letter, person.signingKey, server.now())
      },
      reduce: async () => {
        const person = pick(people.filter(({ choice }) => choice === 'together' || choice === 'public'))
        const to = pick(['withheld', 'nameless'] as const)!
        if (!person) return
        await reduceVisibility(server.parts, await letterNow(server, letter.id), { signingKey: person.signingKey, to }, server.now()) // prettier-ignore
        person.choice = to
      },
      moderate: async () => {
        const row = await rowOf()
        if (!row) return
        const signatureId = row.id.toString('base64url')
        if (row.invalid_reason === null)
          await invalidate(server.parts, { ...by, meant: { signatureId }, reason: 'other' }, server.now())
        else await reinstate(server.parts, { ...by, signatureId }, server.now())
      },
      hide: async () => {
        const row = await rowOf()
        if (row) await hideName(server.parts, { ...by, signatureId: row.id.toString('base64url') }, server.now())
      },
      batch: () => nextBatch(server, letter),
      end: async () => {
        const { state, reveals_at } = await waitingOf(server, letter)
        if (state !== 'reached') return
        await agreed(server, letter)
        if (reveals_at! > server.now()) server.at(reveals_at!)
        await endTogether(server.parts, letter.id, server.now())
      },
    }
    const order = [
      'sign',
      'sign',
      'sign',
      'sign',
      'batch',
      'batch',
      'withdraw',
      'reduce',
      'moderate',
      'moderate',
      'hide',
    ]
    for (let step = 0; step < 70; step++) {
      const what = people.length >= 24 || step > 45 ? pick([...order.slice(4), 'end']) : pick(order)
      // An act may be refused, for example of a name that is hidden already.
      await acts[what!]!().catch((error: unknown) => {
        if ((error as Error).name !== 'Refusal') throw error
      })
      await expectOnlyShown(letter, people)
      await expectLogAgrees(server.parts, letter.id)
    }
    await nextBatch(server, letter)
    await acts['end']!()
    await nextBatch(server, letter)
    const { kept, counted } = await recount(db, letter.id)
    expect(kept).toEqual(counted)
  },
  180_000,
)
