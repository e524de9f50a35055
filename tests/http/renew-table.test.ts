import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeSchema } from '../../server/db/describe.ts'
import { limitTime } from '../../server/db/limit-time.ts'
import { renewedTables, renewTable, type RenewedTable } from '../../server/db/renew-table.ts'
import { rewriteTables, sortTables } from '../../server/db/rewrite-tables.ts'
import { testServer } from '../support/app.ts'
import { everyRow } from '../support/every-row.ts'
import { copyOfDatabase } from '../support/files.ts'
import { nextBatch, openLetter, signAs, submit, keyOf } from '../support/stories.ts'
import { signAnonymously } from '../support/anonymous.ts'
import { subscribe } from '../support/updates.ts'

const server = await testServer()
const { db } = server.parts

/** Tries each step up to a hundred times, and calls `between` before each. */
function steps(between: (step: number) => Promise<unknown> = async () => undefined) {
  let step = 0
  return async (act: () => Promise<boolean>) => {
    await between(step++)
    for (let tried = 0; tried < 100; tried++) if (await act()) return
    throw new Error('never free')
  }
}

async function filled() {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'public', 'withheld'] })
  for (let index = 0; index < 12; index++)
    await signAs(server, letter, { name: `Ann Lee ${String(index)}`, address: `a${String(index)}@northwind.example` })
  await signAnonymously(server, letter, 'anonymous@northwind.example')
  const { id } = await subscribed(letter)
  await db.insertInto('subscriber_receipt').values({ subscriber_id: id, about: letter.id, state: 'sent' }).execute()
  await nextBatch(server, letter)
  await server.work()
  return letter
}

async function subscribed(letter: Awaited<ReturnType<typeof openLetter>>) {
  await subscribe(server, letter, 'nina@personal.example')
  return db.selectFrom('subscriber').select('id').where('letter_id', '=', letter.id).executeTakeFirstOrThrow()
}

const schemaNow = () => describeSchema(server.databaseUrl)

test('a renewed table is the same table: every column, rule, index, reference and row, in another file', async () => {
  const letter = await filled()
  const [schema, rows] = [await schemaNow(), await everyRow(server)]
  for (const table of renewedTables) {
    const file = () => sql<{ at: string }>`select pg_relation_filepath(${table}::regclass) as at`.execute(db)
    const before = (await file()).rows
    expect(await renewTable(db, table, steps())).toBe(false)
    expect((await file()).rows).not.toEqual(before)
  }
  expect(await schemaNow()).toBe(schema)
  expect(await everyRow(server)).toEqual(rows)
  const { rows: kept } = await sql`
    select relname, attname from pg_attribute join pg_class on pg_class.oid = attrelid
    where relname = any(${[...renewedTables]}::text[]) and attnum > 0 and not attisdropped
      and atttypid in ('bytea'::regtype, 'text'::regtype) and attstattarget is distinct from 0
      and attname in ('id', 'name', 'name_sealed', 'verifier', 'claim_tag', 'public_key', 'entries', 'address_sealed')`.execute(
    db,
  )
  expect(kept).toEqual([])
  // The references hold as before.
  await db.deleteFrom('subscriber').where('letter_id', '=', letter.id).execute()
  expect(await db.selectFrom('subscriber_receipt').selectAll().execute()).toEqual([])
}, 60_000)

test('what changes while a table is copied is in the copy, whenever it changes, and is to be renewed again', async () => {
  const letter = await filled()
  const { rows: ids } = await sql<{ id: Buffer }>`
    select id from signature where letter_id = ${letter.id} and name is not null order by id`.execute(db)
  const change = async (step: number) => {
    const [hidden, gone] = [ids[step * 2], ids[step * 2 + 1]]
    if (!hidden || !gone) return
    await sql`update signature set invalid_reason = 'other', name = null, name_salt = null where id = ${hidden.id}`.execute(
      db,
    )
    await sql`delete from signature where id = ${gone.id}`.execute(db)
    await sql`insert into signature (id, letter_id, revision, visibility, class, name, named)
      values (substring(sha256(${gone.id}) for 16), ${letter.id}, 1, 'public', 'mailbox', 'New', true)`.execute(db)
  }
  let before: unknown
  const again = await renewTable(
    db,
    'signature',
    steps(async (step) => {
      await change(step)
      before = (await everyRow(server))['public.signature']
    }),
  )
  expect(again).toBe(true)
  expect((await everyRow(server))['public.signature']).toBe(before)
  const { rows } = await sql<{
    name: string
  }>`select name from signature where letter_id = ${letter.id} and name = 'New'`.execute(db)
  expect(rows.length).toBeGreaterThan(2)
}, 60_000)

test('a renewal that was broken off leaves nothing behind after the next one, and loses nothing', async () => {
  await filled()
  const [schema, rows] = [await schemaNow(), await everyRow(server)]
  for (let last = 1; last < 12; last++) {
    const broken = renewTable(
      db,
      'signature',
      steps(async (step) => {
        if (step === last) throw new Error('broken off')
      }),
    )
    const ended = await broken.then(
      () => 'ended',
      () => 'broken',
    )
    expect((await everyRow(server))['public.signature']).toBe(rows['public.signature'])
    if (ended === 'ended') break
  }
  await renewTable(db, 'signature', steps())
  expect(await schemaNow()).toBe(schema)
  expect(await everyRow(server)).toEqual(rows)
}, 60_000)

test('who reads from one snapshot still sees every row', async () => {
  await filled()
  const count = async (trx: typeof db) =>
    (await sql<{ count: number }>`select count(*)::int as count from signature`.execute(trx)).rows[0]?.count
  const all = await count(db)
  let renewed: Promise<boolean> | undefined
  const seen = await limitTime(db, 30_000, async (trx) => {
    renewed = renewTable(db, 'signature', async (act) => {
      while (!(await act())) await new Promise((resolve) => setTimeout(resolve, 20))
    })
    const waited = new Promise((resolve) => setTimeout(() => resolve('still waits'), 1500))
    expect(await Promise.race([renewed, waited])).toBe('still waits')
    return count(trx)
  })
  await renewed
  expect(seen).toBe(all)
  // Without its lock, the same transaction finds an empty table.
  const bare = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      await sql`select 1`.execute(trx)
      await renewTable(db, 'signature', steps())
      return count(trx)
    })
  expect(bare).toBe(0)
}, 60_000)

test('a name that is gone is in no file after a renewal, and rows stand in the order of their keys', async () => {
  const letter = await openLetter(server)
  const { signingKey } = await signAs(server, letter, { name: 'Ondrika Valesmith', address: 'ov@northwind.example' })
  for (let index = 0; index < 30; index++)
    await signAs(server, letter, { address: `s${String(index)}@northwind.example` })
  await nextBatch(server, letter)
  await server.work()
  const filesWith = async (needle: string) =>
    (await copyOfDatabase(server.pool)).filter(({ bytes }) => bytes.includes(needle)).map(({ name }) => name)
  expect(await filesWith('Ondrika Valesmith')).toContain('signature')
  await submit(server, `/letters/${keyOf(letter)}/mine/withdrawal`, { signing_key: signingKey })
  await renewTable(db, 'signature', steps())
  expect(await filesWith('Ondrika Valesmith')).not.toContain('signature')
  for (const person of ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'])
    await subscribe(server, letter, `${person}@personal.example`)
  const standing = async (table: RenewedTable) =>
    (
      await sql<{ id: string; by: string }>`
      select encode(id, 'hex') as id, xmin::text as by from ${sql.table(table)} order by ctid`.execute(db)
    ).rows
  expect(new Set((await standing('subscriber')).map(({ by }) => by)).size).toBeGreaterThan(5)
  await sortTables(db, ['subscriber'])
  const sorted = await standing('subscriber')
  expect(new Set(sorted.map(({ by }) => by)).size).toBe(1)
  expect(sorted.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id).toSorted())
  // Nobody has come since, so nothing is written.
  await sortTables(db, ['subscriber'])
  expect(await standing('subscriber')).toEqual(sorted)
  await rewriteTables(db, ['subscriber'])
}, 60_000)

test('a rewrite does not wait for itself while others write', async () => {
  const done = new AbortController()
  const writing = (async () => {
    while (!done.signal.aborted) await db.updateTable('letter').set({ names_checked: 0 }).execute()
  })()
  const began = performance.now()
  for (let round = 0; round < 5; round++) await rewriteTables(db, ['handed_over'])
  done.abort()
  await writing
  // It would have given up after ten seconds.
  expect(performance.now() - began).toBeLessThan(9_000)
}, 60_000)
