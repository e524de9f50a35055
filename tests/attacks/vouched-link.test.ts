import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newSigningKey, signatoryKeys } from '../../server/crypto/signing-key.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import { replaceClaim } from '../../server/anonymity/queries.ts'
import { checkCodeOf } from '../../server/vouching/check-code-of.ts'
import { pathOf, seedOf } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { ownDatabase } from '../support/database.ts'
import { copyOfDatabase, type CopiedFile } from '../support/files.ts'
import { boundOfChance, byOrder, byTransaction, type Outcome, type Signed } from '../support/linking.ts'
import { statementsOf } from '../support/statements.ts'
import { join, nextBatch, openLetter, organizer, post, signAs } from '../support/stories.ts'
import { everyRow } from '../support/every-row.ts'
import { allowChecks, blindedChecks, checkCodes, checkShown, handOver } from '../support/in-person.ts'
import { organizerTag } from '../../server/in-person/secrets.ts'
import { subscribe } from '../support/updates.ts'
import { blindedCodes, drawCodes, drawWith } from '../support/vouching.ts'

const server = await testServer({ settings: { UNIT_MINUTE_SECONDS: '1' }, over: await ownDatabase() })
const { db } = server.parts
const pairs = 12

/**
 * A person who signs, asks for updates and draws a code, and the person who spends it at once. This is the worst case for
 * anonymity.
 */
interface Pair {
  voucher: Buffer
  vouched: Buffer
  verifier: Buffer
  subscriber: Buffer
}

async function pairOf(letter: AddressedLetter, index: number, known: Buffer[]): Promise<Pair> {
  const address = `p${String(index)}@northwind.example`
  await signAs(server, letter, { address, visibility: 'withheld', name: 'Ann Lee' })
  await subscribe(server, letter, `q${String(index)}@personal.example`)
  const subscribers = await db.selectFrom('subscriber').select('id').where('letter_id', '=', letter.id).execute()
  const subscriber = subscribers.find(({ id }) => !known.some((each) => each.equals(id)))?.id ?? Buffer.alloc(0)
  known.push(subscriber)
  const [vouch = ''] = await drawCodes(server, letter, address, 1)
  const verifier = signatoryKeys(seedOf(newSigningKey()), letter.id).publicKey
  const spent = { vouch, visibility: 'withheld', name: 'Bea Ngo', verifier: verifier.toString('base64url') }
  const { status, json } = await post(server, pathOf(letter, 'vouched/signings'), spent)
  if (status !== 200) throw new Error(JSON.stringify(json))
  return {
    voucher: addressTag(server.parts, letter.id, address),
    vouched: (await checkCodeOf(server.parts, letter, vouch)).tag,
    verifier,
    subscriber,
  }
}

/**
 * Each question asks which row of one kind belongs to which row of the other. All are of one batch, and the attacker knows that.
 */
function attacked(files: readonly CopiedFile[], people: readonly Pair[]): Outcome[] {
  const questions: Record<string, (pair: Pair) => Omit<Signed, 'batch'>> = {
    'who drew the code that was spent': ({ voucher, vouched }) => ({ tag: voucher, id: vouched, verifier: vouched }),
    'who drew the code of a signature': ({ voucher, verifier }) => ({ tag: voucher, id: verifier, verifier }),
    'which code a signature was made with': ({ vouched, verifier }) => ({ tag: vouched, id: verifier, verifier }),
    'who asked for updates': ({ voucher, subscriber }) => ({ tag: voucher, id: subscriber, verifier: subscriber }),
  }
  return Object.entries(questions).flatMap(([question, of]) => {
    const group = people.map((pair) => ({ batch: 0, ...of(pair) }))
    const outcomes = [...byOrder(files, [group]), byTransaction(files, group)]
    return outcomes.map(({ attack, right }) => ({ attack: `${question}: ${attack}`, right }))
  })
}

const best = (outcomes: readonly Outcome[], question: string) =>
  Math.max(...outcomes.filter(({ attack }) => attack.startsWith(question)).map(({ right }) => right))

/** The attacker hashes every value in the copy, and compares the result with the request hash of each claim. */
async function byHash(people: readonly Pair[]): Promise<number> {
  const { rows: claims } = await sql<{ tag: Buffer; request_hash: Buffer }>`
    select tag, request_hash from every_claim()`.execute(db)
  return people.filter(({ vouched, verifier }) =>
    [['named by a code', verifier], ['named', verifier], [verifier], [vouched, verifier], [verifier, vouched]].some(
      (parts) => {
        const hash = createHash('sha256')
        for (const part of parts) hash.update(part)
        const made = hash.digest()
        return claims.some(({ tag, request_hash }) => tag.equals(vouched) && request_hash.equals(made))
      },
    ),
  ).length
}

test('a copy of the database ties no code spent to who drew it, and no subscriber to a signatory, better than by guessing', async () => {
  const letter = await openLetter(server, { batchSize: 5, visibilities: ['withheld', 'public'] })
  const people: Pair[] = []
  const known: Buffer[] = []
  for (let index = 0; index < pairs; index++) people.push(await pairOf(letter, index, known))
  // Before the batch all rows are in their original order. The same attacks then find everybody.
  const before = attacked(await copyOfDatabase(server.pool), people)
  for (const question of ['who drew the code that', 'who drew the code of', 'which code', 'who asked'])
    expect(best(before, question), question).toBeGreaterThan(pairs - 2)

  await nextBatch(server, letter)
  await server.work()
  const after = attacked(await copyOfDatabase(server.pool), people)
  const bound = boundOfChance(1, 0.001 / after.length)
  expect(after.length).toBeGreaterThan(20)
  expect(
    after.filter(({ right }) => right > bound),
    `of ${String(pairs)}; chance is 1, its bound ${String(bound)}`,
  ).toEqual([])

  expect(await byHash(people), 'by hashes; chance is 0').toBe(0)
  // A weaker design: the claim's hash is made from a value that stays beside the signature.
  for (const { vouched, verifier } of people) {
    const request_hash = createHash('sha256').update('named by a code').update(verifier).digest()
    await replaceClaim(db, letter.id, vouched, request_hash)
  }
  expect(await byHash(people)).toBe(pairs)
}, 120_000)

/** An organizer who hands over one code after an in-person check, and the person who spends it at once. */
interface Handed {
  organizer: Buffer
  spent: Buffer
  verifier: Buffer
}

async function handedBy(letter: AddressedLetter): Promise<Handed> {
  const moderator = await organizer(server)
  await join(server, moderator, letter.id, 'moderator')
  const [code = ''] = await checkCodes(server, moderator, letter, 1)
  const verifier = signatoryKeys(seedOf(newSigningKey()), letter.id).publicKey
  const sent = { vouch: code, visibility: 'withheld', name: 'Bea Ngo', verifier: verifier.toString('base64url') }
  const { status, json } = await post(server, pathOf(letter, 'vouched/signings'), sent)
  if (status !== 200) throw new Error(JSON.stringify(json))
  return {
    organizer: organizerTag(server.parts, letter.id, moderator.id),
    spent: (await checkCodeOf(server.parts, letter, code)).tag,
    verifier,
  }
}

function attackedChecks(files: readonly CopiedFile[], people: readonly Handed[]): Outcome[] {
  const questions: Record<string, (each: Handed) => Omit<Signed, 'batch'>> = {
    'who handed over the code that was spent': ({ organizer: tag, spent }) => ({ tag, id: spent, verifier: spent }),
    'who handed over the code of a signature': ({ organizer: tag, verifier }) => ({ tag, id: verifier, verifier }),
    'which code a signature was made with': ({ spent, verifier }) => ({ tag: spent, id: verifier, verifier }),
  }
  return Object.entries(questions).flatMap(([question, of]) => {
    const group = people.map((each) => ({ batch: 0, ...of(each) }))
    return [...byOrder(files, [group]), byTransaction(files, group)].map(({ attack, right }) => ({
      attack: `${question}: ${attack}`,
      right,
    }))
  })
}

test('a copy of the database ties no code of an in-person check to the organizer who handed it over, better than by guessing', async () => {
  const letter = await openLetter(server, { batchSize: 5, visibilities: ['withheld', 'public'] })
  await allowChecks(server, letter, 5)
  const people: Handed[] = []
  for (let index = 0; index < pairs; index++) people.push(await handedBy(letter))
  const before = attackedChecks(await copyOfDatabase(server.pool), people)
  for (const question of ['who handed over the code that', 'who handed over the code of', 'which code'])
    expect(best(before, question), question).toBeGreaterThan(pairs - 2)

  await nextBatch(server, letter)
  await server.work()
  // No row says when its organizer last made a code: the batch has written all of them, in the order of their hashes.
  const { rows: handed } = await sql<{ tag: string; by: string }>`
    select encode(tag, 'hex') as tag, xmin::text as by from handed_over where letter_id = ${letter.id} order by ctid`.execute(
    db,
  )
  expect(new Set(handed.map(({ by }) => by)).size).toBe(1)
  expect(handed.map(({ tag }) => tag)).toEqual(handed.map(({ tag }) => tag).toSorted())
  const after = attackedChecks(await copyOfDatabase(server.pool), people)
  const bound = boundOfChance(1, 0.001 / after.length)
  expect(after.length).toBeGreaterThan(15)
  expect(
    after.filter(({ right }) => right > bound),
    `of ${String(pairs)}; chance is 1, its bound ${String(bound)}`,
  ).toEqual([])
}, 120_000)

test('handing over codes writes two numbers and a hash, and spending one writes a claim and a signature: no time, no log, no name', async () => {
  const letter = await openLetter(server, { visibilities: ['withheld', 'public'] })
  await allowChecks(server, letter, 5)
  const moderator = await organizer(server)
  await join(server, moderator, letter.id, 'moderator')
  const codes = await blindedChecks(server, moderator, letter, 2)
  const changed = async (act: () => Promise<unknown>) => {
    const before = await everyRow(server)
    await act()
    const after = await everyRow(server)
    return Object.keys(after).filter((table) => after[table] !== before[table])
  }
  let signatures: string[] = []
  expect(
    await changed(async () => {
      signatures = (await handOver(server, moderator, letter, codes)).json['signatures'] as string[]
    }),
  ).toEqual(['public.code_total', 'public.handed_over'])
  const vouch = codes[0]!.written(signatures[0]!)
  const sent = { vouch, visibility: 'public', name: 'Bea Ngo' }
  expect(await changed(() => post(server, pathOf(letter, 'vouched/signings'), sent))).toEqual([
    'public.claim',
    'public.waiting_signature',
  ])
  // The answers say no more than the number of all organizers, in tens, and one's own.
  await nextBatch(server, letter)
  expect((await checkShown(server, moderator, letter)).json).toEqual({
    each: 5,
    left: 3,
    most_of_letter: 50,
    handed_over: 0,
  })
})

test('before its code is right no byte and no statement says whether an address has signed, or drawn its codes', async () => {
  await server.work()
  const letter = await openLetter(server)
  await signAs(server, letter, { address: 'signed@northwind.example' })
  await signAs(server, letter, { address: 'drawn@northwind.example' })
  await drawCodes(server, letter, 'drawn@northwind.example', 1)
  await nextBatch(server, letter)
  await server.work()
  const [code] = await blindedCodes(server, letter, 1)
  const traces = []
  for (const local of ['signed', 'drawn', 'never']) {
    const address = `${local}@northwind.example`
    const seen: unknown[] = []
    let challenge = ''
    const statements = await statementsOf(server.pool, async () => {
      const asked = await post(server, pathOf(letter, 'vouching/challenges'), { address })
      challenge = asked.json['challenge'] as string
      seen.push(asked.status, Object.keys(asked.json))
    })
    statements.push(
      ...(await statementsOf(server.pool, async () => {
        seen.push(await drawWith(server, letter, { challenge, code: '00000 00000' }, code ? [code] : []))
      })),
    )
    traces.push({ seen, statements })
    await server.work()
  }
  expect(traces[0]?.statements.length).toBeGreaterThan(3)
  for (const trace of traces) expect(trace).toEqual(traces[0])
})

test('the updates that subscribers have received are still known after their list has been rewritten', async () => {
  const letter = await openLetter(server)
  await subscribe(server, letter, 'r1@personal.example')
  const [{ id } = { id: Buffer.alloc(0) }] = await db
    .selectFrom('subscriber')
    .select('id')
    .where('letter_id', '=', letter.id)
    .execute()
  const receipt = { subscriber_id: id, about: letter.id, state: 'sent' as const }
  await db.insertInto('subscriber_receipt').values(receipt).execute()
  await subscribe(server, letter, 'r2@personal.example')
  await signAs(server, letter, { address: 'r3@northwind.example' })
  await nextBatch(server, letter)
  await server.work()
  expect(await db.selectFrom('subscriber_receipt').selectAll().execute()).toEqual([receipt])
  const written = await sql<{ by: number }>`
    select count(distinct xmin::text)::int as by from subscriber where letter_id = ${letter.id}`.execute(db)
  expect(written.rows).toEqual([{ by: 1 }])
})

test('the planner keeps no sample of any bytes, and no table of what is anonymous has a time or a sequence', async () => {
  await db.transaction().execute(async (trx) => {
    await sql`create table planted (id bytea, at timestamptz, number bigserial)`.execute(trx)
  })
  const sampled = await sql<{ column: string }>`
    select attrelid::regclass || '.' || attname as column from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and atttypid in ('bytea'::regtype, 'bytea[]'::regtype) and attstattarget is distinct from 0`.execute(db)
  expect(sampled.rows).toEqual([{ column: 'planted.id' }])
  const timed = await sql<{ column: string }>`
    select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public' and (data_type ~ '^(timestamp|time|date|interval)' or column_default is not null and column_default ~ 'nextval|now|gen_random' or is_identity = 'YES')
      and table_name in ('claim', 'claim_bucket', 'claim_count', 'pending', 'credential', 'waiting_statement', 'statement', 'facet_tally',
        'code_key', 'handed_over', 'issuer', 'subscriber', 'subscriber_receipt', 'planted') order by 1`.execute(db)
  expect(timed.rows).toEqual([{ column: 'planted.at' }, { column: 'planted.number' }])
  await sql`drop table planted`.execute(db)
})
