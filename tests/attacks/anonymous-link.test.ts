import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addressTag } from '../../server/signatures/secrets.ts'
import type { LetterRow } from '../../server/common/letter-queries.ts'
import { signAnonymously } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { copyOfDatabase } from '../support/files.ts'
import { boundOfChance, byLog, byOrder, byTransaction, type Outcome, type Signed } from '../support/linking.ts'
import { randomNumbers } from '../support/random.ts'
import { nextBatch, openLetter } from '../support/stories.ts'

const server = await testServer({ settings: { UNIT_MINUTE_SECONDS: '1' } })
const batches = 3
const perBatch = 20

/** Everybody redeems as soon as they can: the worst that a signatory can do. */
async function signedByMany(letter: LetterRow, afterBatch: () => Promise<unknown>): Promise<Signed[]> {
  const random = randomNumbers(20_180_621)
  const people: Signed[] = []
  for (let batch = 0; batch < batches; batch++) {
    for (let index = 0; index < perBatch; index++) {
      const address = `b${batch}.p${index}@northwind.example`
      server.at(new Date(server.now().getTime() + Math.ceil(random() * 500)))
      const { credentialId, verifier } = await signAnonymously(server, letter, address)
      const tag = addressTag(server.parts, letter.id, address)
      people.push({ batch, tag, verifier: Buffer.from(verifier, 'base64url'), id: credentialId.subarray(0, 16) })
    }
    await nextBatch(server, letter)
    await afterBatch()
  }
  return people
}

async function attacked(people: readonly Signed[]): Promise<{ outcomes: Outcome[]; bound: number }> {
  const files = await copyOfDatabase(server.pool)
  const groups = Array.from({ length: batches }, (_, batch) => people.filter((each) => each.batch === batch))
  const outcomes = [...byOrder(files, groups), byTransaction(files, people), byLog(files, people)]
  return { outcomes, bound: boundOfChance(batches, 0.001 / outcomes.length) }
}

test('a copy of the database, its log and every tag in clear tie no claim to an anonymous signature, better than by guessing', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous'], batchSize: 5, firstThreshold: 10 })
  const people = await signedByMany(letter, () => server.work())
  const { outcomes, bound } = await attacked(people)
  expect(outcomes.length).toBeGreaterThan(20)
  expect(
    outcomes.filter(({ right }) => right > bound),
    `chance is ${batches}, its bound ${bound}`,
  ).toEqual([])
}, 120_000)

test('the same attack finds far more where what is redeemed is kept as it comes', async () => {
  // A mutated copy: added in place, published in that order, and no table written anew.
  await sql`
    create or replace function add_pending(added jsonb) returns void language sql as $$
      insert into pending select * from jsonb_populate_recordset(null::pending, added) on conflict do nothing $$`.execute(
    server.parts.db,
  )
  await sql`
    create or replace function take_pending(of_letter uuid) returns setof pending language sql as $$
      select * from pending where letter_id = of_letter order by ctid $$`.execute(server.parts.db)
  const letter = await openLetter(server, { visibilities: ['anonymous'], batchSize: 5, firstThreshold: 10 })
  const people = await signedByMany(letter, () => sql`delete from pending`.execute(server.parts.db))
  const { outcomes, bound } = await attacked(people)
  const best = Math.max(...outcomes.map(({ right }) => right))
  expect(best, `of ${people.length}; chance is ${batches}, its bound ${bound}`).toBeGreaterThan(bound)
}, 120_000)
