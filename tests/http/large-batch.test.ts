import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { closeBatch } from '../../server/signatures/batch/close-batch.ts'
import { setBatchTimes } from '../../server/signatures/batch/queries.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { testServer } from '../support/app.ts'
import { crowd, times } from '../support/crowd.ts'
import { askForCode, enterCode, openLetter, verifiedCount } from '../support/stories.ts'

const server = await testServer()
const { db } = server.parts

/** Withheld and public signatures that wait, in the order in which they came, and three that show their name to recipients. */
async function waiting(count: number): Promise<{ letter: AddressedLetter; came: string[] }> {
  const letter = await openLetter(server, { batchSize: 5 })
  const people = [...times(count / 2, { visibility: 'withheld' }), ...times(3, { visibility: 'recipients' })]
  const came = await crowd(server, letter, [...people, ...times(count / 2 - 3, { visibility: 'public' })])
  return { letter, came: came.map(({ id }) => id) }
}

async function closeNow({ id }: AddressedLetter): Promise<void> {
  await setBatchTimes(db, id, { nextBatchAt: server.now() })
  await closeBatch(server.parts, id, server.now())
}

/** The counted signatures by the transaction that wrote them. */
async function written({ id }: AddressedLetter) {
  const { rows } = await sql<{ by: string; id: string; visibility: string }>`
    select xmin::text as by, encode(id, 'hex') as id, visibility from signature
    where letter_id = ${id} order by ctid`.execute(db)
  const writers = [...new Set(rows.map(({ by }) => by))]
  return writers.map((writer) => rows.filter(({ by }) => by === writer))
}

const hex = (id: string) => Buffer.from(id, 'base64url').toString('hex')

test('a batch of 500 is counted in five parts; each hides as many as a batch must, and none says who came when', async () => {
  const { letter, came } = await waiting(500)
  await closeNow(letter)
  expect(await verifiedCount(server, letter)).toBe(500)
  const parts = await written(letter)
  expect(parts.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([99, 99, 99, 100, 103])
  // Three cannot be divided so that each part has at least five.
  expect(parts.map((part) => part.filter(({ visibility }) => visibility === 'recipients').length).toSorted()).toEqual([
    0, 0, 0, 0, 3,
  ])
  for (const part of parts) {
    expect(part.filter(({ visibility }) => visibility === 'withheld').length).toBeGreaterThan(45)
    const ids = part.map(({ id }) => id)
    // If the parts followed the order of arrival, one would have all of the first hundred.
    const early = came.slice(0, 100).filter((id) => ids.includes(hex(id))).length
    expect(early).toBeGreaterThan(5)
    expect(early).toBeLessThan(40)
  }
  expect(await db.selectFrom('waiting_signature').selectAll().execute()).toEqual([])
})

test('a batch that is broken off between two parts goes on where it was, and counts nobody twice', async () => {
  const { letter } = await waiting(500)
  await sql`
    create function refuse_more() returns trigger language plpgsql as $$
    begin
      if (select count(*) from signature) > (select 150 + count(*) from signature where letter_id <> ${sql.lit(letter.id)})
      then raise exception 'broken off'; end if;
      return null;
    end $$`.execute(db)
  await sql`create trigger refuse_more after insert on signature for each statement execute function refuse_more()`.execute(
    db,
  )
  await expect(closeNow(letter)).rejects.toThrow('broken off')
  expect(await written(letter)).toHaveLength(1)
  await sql`drop function refuse_more cascade`.execute(db)
  await closeBatch(server.parts, letter.id, server.now())
  expect(await verifiedCount(server, letter)).toBe(500)
  const { rows } = await sql<{ next: Date }>`select next_batch_at as next from letter where id = ${letter.id}`.execute(
    db,
  )
  expect(rows[0]!.next.getTime()).toBeGreaterThan(server.now().getTime())
})

test('people can sign while a batch runs', async () => {
  const { letter } = await waiting(20)
  const { challenge, code } = await askForCode(server, letter, { name: 'Bea Ngo', address: 'bea@northwind.example' })
  const holder = await server.pool.connect()
  onTestFinished(() => holder.release(true))
  await holder.query('begin; lock table waiting_statement in access exclusive mode')
  const batch = closeNow(letter)
  const waits = async () => {
    const { rowCount } = await server.pool.query(
      `select from pg_locks where relation = 'waiting_statement'::regclass and not granted`,
    )
    return rowCount
  }
  await expect.poll(waits, { timeout: 10_000 }).toBe(1)
  // The batch has the letter's lock now, and waits for the other.
  expect((await enterCode(server, letter, challenge, code)).status).toBe(200)
  await holder.query('commit')
  await batch
  expect(await verifiedCount(server, letter)).toBe(21)
})
