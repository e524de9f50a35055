import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { statementKeys } from '../../server/crypto/credential-secrets.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import { statementsToRead } from '../../server/statements/public-statements.ts'
import { pathOf, seedOf, signAnonymously, statementOf } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { ownDatabase } from '../support/database.ts'
import { copyOfDatabase } from '../support/files.ts'
import {
  boundOfChance,
  byAge,
  byArrival,
  byLog,
  byOrder,
  byTransaction,
  type Outcome,
  type Signed,
} from '../support/linking.ts'
import { byCommonBytes, byDerivedId, earlierId, type Published } from '../support/linking-statements.ts'
import { randomNumbers } from '../support/random.ts'
import { keyOf, nextBatch, openLetter, post } from '../support/stories.ts'

const server = await testServer({ settings: { UNIT_MINUTE_SECONDS: '1' }, over: await ownDatabase() })
const { db } = server.parts
/** `npm run soak` runs this with more people and another seed. */
const seed = Number(process.env['SEED'] ?? 20_180_621)
const batches = 2
const perBatch = Math.ceil(Number(process.env['SIGNATORIES'] ?? 28) / batches)

/** A person who signed and sent a statement as soon as the signature was counted. The list keeps their order of signing. */
type Person = Signed & { statement: Buffer; text: string }
/** The first letter, after it has been attacked. */
let first: { letter: AddressedLetter; people: Person[] }

/** Each person redeems as soon as possible, which is the worst case for anonymity. */
async function signedByMany(letter: AddressedLetter, afterBatch: () => Promise<unknown>): Promise<Person[]> {
  const random = randomNumbers(seed)
  const people: Person[] = []
  for (let batch = 0; batch < batches; batch++) {
    const statements: ReturnType<typeof statementOf>[] = []
    for (let index = 0; index < perBatch; index++) {
      const address = `b${batch}.p${index}@northwind.example`
      server.at(new Date(server.now().getTime() + Math.ceil(random() * 500)))
      const { credentialId, verifier, signingKey } = await signAnonymously(server, letter, address)
      const tag = addressTag(server.parts, letter.id, address)
      const id = credentialId.subarray(0, 16)
      people.push({
        batch,
        tag,
        verifier: Buffer.from(verifier, 'base64url'),
        id,
        statement: statementKeys(seedOf(signingKey), letter.id).publicKey,
        text: `We were never asked. ${address}`,
      })
      const text = `We were never asked. ${address}`
      statements.push(statementOf(letter, { signingKey, credentialId, verifier }, text))
    }
    await nextBatch(server, letter)
    await afterBatch()
    for (const each of statements)
      if ((await post(server, pathOf(letter, 'statements'), each)).status !== 202) throw new Error('not taken')
  }
  return people
}

async function attacked(people: readonly Person[]): Promise<{ outcomes: Outcome[]; bound: number }> {
  const files = await copyOfDatabase(server.pool)
  const groups = Array.from({ length: batches }, (_, batch) => people.filter((each) => each.batch === batch))
  const arrivals = (['id', 'statement'] as const).flatMap((key) =>
    [byArrival, byAge]
      .flatMap((by) =>
        by(
          files,
          groups.map((group) => group.map((each) => each[key])),
        ),
      )
      .map(({ attack, right }) => ({ attack: `${key}: ${attack}`, right })),
  )
  const outcomes = [...byOrder(files, groups), byTransaction(files, people), byLog(files, people), ...arrivals]
  return { outcomes, bound: boundOfChance(batches, 0.001 / outcomes.length) }
}

const bytesOf = (text: string) => Buffer.from(text, 'base64url')

const most = (outcomes: readonly Outcome[], what: string) =>
  Math.max(...outcomes.filter(({ attack }) => attack.startsWith(what)).map(({ right }) => right))

test('a copy of the database, its log and every tag in clear tie no claim to an anonymous signature, better than by guessing', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous'], batchSize: 5, firstThreshold: 10 })
  const people = await signedByMany(letter, () => server.work())
  const { outcomes, bound } = await attacked(people)
  first = { letter, people }
  // The statements of the last batch still wait. Their table is rewritten at every change.
  for (const what of [
    'id: arrival as credential',
    'statement: arrival as waiting_statement',
    'statement: arrival as statement',
  ])
    expect(most(outcomes, what), what).toBeGreaterThanOrEqual(0)
  expect(outcomes.length).toBeGreaterThan(20)
  expect(
    outcomes.filter(({ right }) => right > bound),
    `chance is ${batches}, its bound ${bound}`,
  ).toEqual([])
}, 600_000)

test('a moderator, or a copy of the database, ties no statement to the signature of its author', async () => {
  const { letter, people } = first
  // The statements as the dashboard lists them, and the public list of anonymous signatures.
  const statements = await statementsToRead(server.parts, { ...letter, collecting: false })
  const { signatures } = (await (await fetch(server.url + pathOf(letter, 'credentials/published'))).json()) as {
    signatures: Published[]
  }
  const authors = statements.map(({ text }) => people.find((each) => each.text === text)!.id)
  expect(authors).toHaveLength(perBatch)
  // The moderator has watched the list grow, and so knows which signatures came with the statements' batch.
  const candidates = signatures.filter(({ id }) => authors.some((author) => bytesOf(id).subarray(0, 16).equals(author)))
  const ids = statements.map(({ id }) => bytesOf(id))
  const outcomes = [...byDerivedId(ids, authors, candidates), await byCommonBytes(db)]
  const bound = boundOfChance(1, 0.001 / outcomes.length)
  expect(outcomes.filter(({ right }) => right > bound)).toEqual([])
  expect(most(outcomes, 'id:')).toBe(0)
  expect(most(outcomes, 'the same bytes')).toBe(0)

  // Ids as they were made until November 2026.
  const earlier = candidates
    .map(({ id }) => ({ author: bytesOf(id).subarray(0, 16), id: earlierId(bytesOf(id)) }))
    .sort((a, b) => a.id.compare(b.id))
  const found = byDerivedId(
    earlier.map(({ id }) => id),
    earlier.map(({ author }) => author),
    candidates,
  )
  expect([most(found, 'id:'), most(found, 'order:')]).toEqual([perBatch, perBatch])
})

test('the same attack finds far more where what is redeemed or said is kept as it comes', async () => {
  // The previous test keeps the server busy. It takes a moment until the server hears the database again.
  const key = keyOf(await openLetter(server))
  await expect
    .poll(async () => (await fetch(`${server.url}/api/v1/letters/${key}`)).status, { timeout: 20_000 })
    .toBe(200)
  // A mutated copy: it adds rows in place, publishes them in that order, and rewrites no table.
  await sql`
    create or replace function add_pending(added jsonb) returns void language sql as $$
      insert into pending select * from jsonb_populate_recordset(null::pending, added) on conflict do nothing $$`.execute(
    db,
  )
  await sql`
    create or replace function take_pending(of_letter uuid, of_ids bytea[] default null)
    returns setof pending language sql as $$
      select * from pending where letter_id = of_letter order by ctid $$`.execute(db)
  await sql`
    create or replace function put_waiting_statement(
      taken bytea, of_id bytea, of_letter uuid, of_class text, of_key bytea, of_tag bytea, of_author bytea, of_text bytea)
    returns void language sql as $$
      insert into waiting_statement values (of_id, of_letter, of_class, of_key, of_tag, of_author, of_text) $$`.execute(
    db,
  )
  await sql`
    create or replace function take_waiting_statements(of_letter uuid) returns setof waiting_statement language sql as $$
      select * from waiting_statement where letter_id = of_letter order by ctid $$`.execute(db)
  await sql`alter table pending set logged`.execute(db)
  const letter = await openLetter(server, { visibilities: ['anonymous'], batchSize: 5, firstThreshold: 10 })
  const people = await signedByMany(letter, () => sql`delete from pending`.execute(db))
  const { outcomes, bound } = await attacked(people)
  for (const what of ['claim', 'id: arrival', 'statement: arrival'])
    expect(most(outcomes, what), `${what}; of ${people.length}; chance is ${batches}`).toBeGreaterThan(bound)
  // The log alone, which contains everything since the first batch.
  expect(most(outcomes, 'the write-ahead log')).toBeGreaterThan(boundOfChance(1, 0.001))
}, 600_000)
