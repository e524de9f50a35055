import { describe, expect, test } from 'vitest'
import type { Visibility } from '../../server/letter/rules.ts'
import { parseSigningKey, signatoryKeys } from '../../server/crypto/signing-key.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import { testServer } from '../support/app.ts'
import { ownDatabase } from '../support/database.ts'
import { copyOfDatabase } from '../support/files.ts'
import { boundOfChance, byLog, byOrder, byTransaction, type Signed } from '../support/linking.ts'
import { randomNumbers } from '../support/random.ts'
import { nextBatch, openLetter, signAs } from '../support/stories.ts'

const server = await testServer({ over: await ownDatabase() })
const batches = 8
const perBatch = 25

/** A signatory and the chosen visibility. */
type Signatory = Signed & { visibility: Visibility }

async function signedByMany(
  beforeLast: (waiting: readonly Omit<Signatory, 'id'>[]) => Promise<void>,
): Promise<Signatory[]> {
  const random = randomNumbers(20_180_621)
  const letter = await openLetter(server, { batchSize: 5, firstThreshold: 10 })
  const people: Omit<Signatory, 'id'>[] = []
  for (let batch = 0; batch < batches; batch++) {
    for (let index = 0; index < perBatch; index++) {
      const visibility = (['withheld', 'recipients', 'public'] as const)[Math.floor(random() * 3)] ?? 'withheld'
      const address = `b${batch}.p${index}@northwind.example`
      server.at(new Date(server.now().getTime() + Math.ceil(random() * 60_000)))
      const { signingKey } = await signAs(server, letter, { address, visibility, name: 'Ann Lee' })
      const seed = parseSigningKey(signingKey)
      if (!seed) throw new Error('a signing key that was just given')
      people.push({
        batch,
        visibility,
        tag: addressTag(server.parts, letter.id, address),
        verifier: signatoryKeys(seed, letter.id).publicKey,
      })
    }
    if (batch === batches - 1) await beforeLast(people.filter((each) => each.batch === batch))
    await nextBatch(server, letter)
    await server.work()
  }
  const rows = await server.parts.db.selectFrom('signature').select(['id', 'verifier']).execute()
  return people.map((person) => {
    const row = rows.find(({ verifier }) => verifier?.equals(person.verifier))
    if (!row) throw new Error('somebody who signed was not counted')
    return { ...person, id: row.id }
  })
}

describe('a thief of the database and its log, and even of every tag in clear', () => {
  test('ties no claim to a signature that names nobody, better than by guessing inside one batch', async () => {
    const waiting = { found: 0, of: 0 }
    const people = await signedByMany(async (group) => {
      const hidden = group.filter(({ visibility }) => visibility !== 'public')
      const files = await copyOfDatabase(server.pool)
      const { right } = byTransaction(files, hidden)
      Object.assign(waiting, { found: right, of: hidden.length })
    })
    // Until the batch rewrites the tables, one transaction number connects both rows.
    expect(waiting.of).toBeGreaterThan(10)
    expect(waiting.found).toBe(waiting.of)
    const files = await copyOfDatabase(server.pool)
    // Public signatures carry their claim's tag, so the attacker leaves them out. The attacker knows the batch of each other
    // signature.
    const hidden = people.filter(({ visibility }) => visibility !== 'public')
    const groups = Array.from({ length: batches }, (_, batch) => hidden.filter((each) => each.batch === batch))
    const orders = byOrder(files, groups)
    const outcomes = [...orders, byTransaction(files, hidden), byLog(files, hidden)]
    const bound = boundOfChance(batches, 0.001 / outcomes.length)
    expect(orders.length).toBeGreaterThan(50)
    expect(
      outcomes.filter(({ right }) => right > bound),
      `chance is ${batches}, its bound ${bound}`,
    ).toEqual([])
  }, 240_000)
})
