import { sql, type RawBuilder } from 'kysely'
import type { Db } from './pool.ts'
import { storedColumns } from './stored-columns.ts'

/**
 * Tables that grow with the letters. `renewTable` rewrites them, because `vacuum full` would lock them for seconds. No function may
 * have the row type of such a table.
 */
export const renewedTables = ['signature', 'credential', 'claim_bucket', 'subscriber', 'subscriber_receipt'] as const
export type RenewedTable = (typeof renewedTables)[number]

export function isRenewed(table: string): table is RenewedTable {
  return renewedTables.some((each) => each === table)
}

/** The longest time in milliseconds that a step waits for a lock. Others wait behind it, so it must be short. */
const patience = 40

/** Number of changed rows that the last step may carry over while it holds the lock. */
const fewChanges = 200

/**
 * Keeps these tables from being replaced until the transaction ends. A transaction that reads from one snapshot does this first. In
 * a table that was made after its snapshot, it would see no row.
 */
export async function holdTables(trx: Db): Promise<void> {
  await sql.raw(holding(renewedTables)).execute(trx)
}

/** A statement that takes no snapshot. */
export const holding = (tables: readonly string[]) =>
  ['lock table', tables.join(', '), 'in access share mode'].join(' ')

/**
 * Replaces a table with a copy, so that nothing is left of deleted rows and earlier versions. The copy is sorted by the primary
 * key, and one transaction writes it, so it also forgets in which order rows came. The rows are copied without a lock. Meanwhile a
 * trigger notes the keys of changed rows, which are then copied again.
 * @param until repeats a step that needs a lock until it returns true; throws if that takes too long
 * @returns whether rows changed meanwhile. Then the copy has earlier versions of them, and must be renewed again
 */
export async function renewTable(
  db: Db,
  table: RenewedTable,
  until: (step: () => Promise<boolean>) => Promise<void>,
): Promise<boolean> {
  const retried = (act: (trx: Db) => Promise<unknown>) => until(() => locked(db, act))
  await retried((trx) => dropLeftovers(trx, table))
  const columns = await storedColumns(db, table)
  const keys = await keyOf(db, table)
  await retried((trx) => noteChanges(trx, table, keys))
  await db.transaction().execute((trx) => copyRows(trx, table, columns, keys))
  for (const key of await foreignKeysOf(db, table)) await retried((trx) => addForeignKey(trx, copyOf(table), key))
  await validate(db, copyOf(table))
  await sql`vacuum (analyze) ${sql.table(copyOf(table))}`.execute(db)
  let carried = 0
  for (let more = fewChanges + 1; more > fewChanges; carried += more)
    more = await db.transaction().execute((trx) => carryOver(trx, table, columns, keys))
  await retried(async (trx) => {
    await lockToSwap(trx, table)
    carried += await carryOver(trx, table, columns, keys)
    await swap(trx, table)
  })
  for (const { from } of await referencesTo(db, table)) await validate(db, from)
  await retried((trx) => dropLeftovers(trx, table))
  return carried > 0
}

const copyOf = (table: RenewedTable) => `renewed_${table}`
const oldOf = (table: RenewedTable) => `renewed_old_${table}`
const changesOf = (table: RenewedTable) => `renewed_changes_${table}`

/** @returns false if the locks were not free in time. Then nothing has changed */
async function locked(db: Db, act: (trx: Db) => Promise<unknown>): Promise<boolean> {
  try {
    await db.transaction().execute(async (trx) => {
      await sql`select set_config('lock_timeout', ${String(patience)}, true)`.execute(trx)
      await act(trx)
    })
    return true
  } catch (error) {
    // A lock was not free in time, or two transactions waited for each other.
    if (['55P03', '40P01'].includes((error as { code?: string }).code ?? '')) return false
    throw error
  }
}

/** Drops what a renewal has left: the old table, or the parts of one that was broken off. */
async function dropLeftovers(trx: Db, table: RenewedTable): Promise<void> {
  for (const name of [copyOf(table), oldOf(table), changesOf(table)])
    await sql`drop table if exists ${sql.table(name)}`.execute(trx)
  await sql`drop function if exists ${sql.ref(changesOf(table))} cascade`.execute(trx)
}

async function keyOf(db: Db, table: RenewedTable): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey)
    where indrelid = ${table}::regclass and indisprimary order by array_position(indkey::int2[], attnum)`.execute(db)
  return rows.map(({ name }) => name)
}

const refs = (names: readonly string[], of?: string) =>
  sql.join(names.map((name) => (of === undefined ? sql.ref(name) : sql.ref(`${of}.${name}`))))

/**
 * From now on, notes the key of each changed row. The table of keys is unlogged: the write-ahead log must not list changes twice.
 * The lock waits for running changes and lets none begin, so none is missed.
 */
async function noteChanges(trx: Db, table: RenewedTable, keys: readonly string[]): Promise<void> {
  const [noted, name] = [sql.table(changesOf(table)), sql.ref(changesOf(table))]
  await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(trx)
  await sql`create unlogged table ${noted} as select ${refs(keys)} from ${sql.table(table)} with no data`.execute(trx)
  await sql`
    create function ${name}() returns trigger language plpgsql as $$
    begin
      if tg_op <> 'INSERT' then
        insert into ${noted} values (${refs(keys, 'old')});
      end if;
      if tg_op <> 'DELETE' then
        insert into ${noted} values (${refs(keys, 'new')});
      end if;
      return null;
    end $$`.execute(trx)
  await sql`create trigger ${name} after insert or update or delete on ${sql.table(table)}
    for each row execute function ${name}()`.execute(trx)
}

/** Makes the copy with all rows and indexes. One transaction does both, so PostgreSQL need not log them where it may skip this. */
async function copyRows(
  trx: Db,
  table: RenewedTable,
  columns: RawBuilder<unknown>,
  keys: readonly string[],
): Promise<void> {
  const copy = sql.table(copyOf(table))
  await sql`create table ${copy} (like ${sql.table(table)} including all excluding indexes)`.execute(trx)
  // The planner must keep no samples of these columns. "Like" does not copy this.
  const { rows: unsampled } = await sql<{ name: string; target: number }>`
    select attname as name, attstattarget as target from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attstattarget >= 0`.execute(trx)
  for (const { name, target } of unsampled)
    await sql`alter table ${copy} alter column ${sql.ref(name)} set statistics ${sql.lit(target)}`.execute(trx)
  await sql`insert into ${copy} (${columns}) select ${columns} from ${sql.table(table)} order by ${refs(keys)}`.execute(
    trx,
  )
  const { rows: indexes } = await sql<{ name: string; definition: string; key: string | null }>`
    select relname::text as name, pg_get_indexdef(indexrelid) as definition, pg_get_constraintdef(c.oid) as key
    from pg_index join pg_class on pg_class.oid = indexrelid
    left join pg_constraint c on c.conindid = indexrelid and c.conrelid = indrelid and c.contype in ('p', 'u')
    where indrelid = ${table}::regclass order by relname`.execute(trx)
  for (const { name, definition, key } of indexes) {
    const own = `renewed_${name}`
    if (key === null) await sql.raw(indexOn(definition, own, copyOf(table))).execute(trx)
    else await sql`alter table ${copy} add constraint ${sql.ref(own)} ${sql.raw(key)}`.execute(trx)
  }
}

/** The same definition for another table, under another name. PostgreSQL writes both names between these words. */
function indexOn(definition: string, name: string, table: string): string {
  return definition.replace(/ INDEX \S+ ON \S+ USING /, ` INDEX "${name}" ON "${table}" USING `)
}

interface ForeignKey {
  name: string
  definition: string
  from: string
}

async function foreignKeys(db: Db, where: RawBuilder<unknown>): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select conname::text as name, pg_get_constraintdef(oid) as definition, conrelid::regclass::text as "from"
    from pg_constraint where contype = 'f' and ${where} order by conrelid::regclass::text, conname`.execute(db)
  return rows
}

const foreignKeysOf = (db: Db, table: string) => foreignKeys(db, sql`conrelid = ${table}::regclass`)
const referencesTo = (db: Db, table: string) => foreignKeys(db, sql`confrelid = ${table}::regclass`)

/** Adds a foreign key without looking at the rows, which takes a moment. `validate` looks at them later, without a strong lock. */
async function addForeignKey(trx: Db, from: string, { name, definition }: ForeignKey): Promise<void> {
  await sql`alter table ${sql.table(from)} add constraint ${sql.ref(name)}
    ${sql.raw(definition.replace(/ NOT VALID$/, ''))} not valid`.execute(trx)
}

async function validate(db: Db, table: string): Promise<void> {
  for (const { name } of await foreignKeys(db, sql`conrelid = ${table}::regclass and not convalidated`))
    await sql`alter table ${sql.table(table)} validate constraint ${sql.ref(name)}`.execute(db)
}

/**
 * Copies the noted rows again. One statement does it, so that it sees the notes and the rows at the same moment.
 * @returns how many
 */
async function carryOver(
  trx: Db,
  table: RenewedTable,
  columns: RawBuilder<unknown>,
  keys: readonly string[],
): Promise<number> {
  const [copy, noted] = [sql.table(copyOf(table)), sql.table(changesOf(table))]
  const { rows } = await sql<{ count: number }>`
    with taken as (delete from ${noted} returning ${refs(keys)}),
    changed as materialized (select distinct ${refs(keys)} from taken),
    gone as (delete from ${copy} where (${refs(keys)}) in (select ${refs(keys)} from changed) returning 1),
    put as (
      insert into ${copy} (${columns}) select ${columns} from ${sql.table(table)}
      where (${refs(keys)}) in (select ${refs(keys)} from changed) and (select count(*) from gone) >= 0
      order by ${refs(keys)} returning 1
    )
    select (select count(*)::int from changed) as count`.execute(trx)
  return rows[0]?.count ?? 0
}

async function lockToSwap(trx: Db, table: RenewedTable): Promise<void> {
  await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(trx)
  for (const { from } of await referencesTo(trx, table))
    await sql`lock table ${sql.table(from)} in access exclusive mode nowait`.execute(trx)
}

/** Gives the copy the names of the table and of its indexes. */
async function swap(trx: Db, table: RenewedTable): Promise<void> {
  const references = await referencesTo(trx, table)
  for (const { name, from } of references)
    await sql`alter table ${sql.table(from)} drop constraint ${sql.ref(name)}`.execute(trx)
  const { rows: indexes } = await sql<{ name: string }>`
    select relname::text as name from pg_index join pg_class on pg_class.oid = indexrelid
    where indrelid = ${table}::regclass`.execute(trx)
  await sql`alter table ${sql.table(table)} rename to ${sql.ref(oldOf(table))}`.execute(trx)
  await sql`alter table ${sql.table(copyOf(table))} rename to ${sql.ref(table)}`.execute(trx)
  for (const { name } of indexes) {
    await sql`alter index ${sql.ref(name)} rename to ${sql.ref(`renewed_old_${name}`)}`.execute(trx)
    await sql`alter index ${sql.ref(`renewed_${name}`)} rename to ${sql.ref(name)}`.execute(trx)
  }
  for (const reference of references) await addForeignKey(trx, reference.from, reference)
}
