import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from './pool.ts'
import { isRenewed, renewTable, type RenewedTable } from './renew-table.ts'

const tries = 40
const pause = 250
/** In bytes. `vacuum full` rewrites so much within some 30 milliseconds, during which it locks the table. */
const atOnce = 4e6
/** An arbitrary number, the same for every process that rewrites tables. */
const rewriting = 7_294_109

/**
 * Rewrites tables, because deleted and changed rows keep their place in the files, with the number of the transaction that wrote
 * them.
 * These numbers would reveal, for example, that a claim and a signature were written together.
 * Does not wait for a lock longer than a moment, because later statements would queue behind it. Large tables are not locked while
 * they are rewritten.
 * @throws TablesInUse if transactions kept a table or an older snapshot in use during all tries
 */
export async function rewriteTables(db: Db, tables: readonly string[]): Promise<void> {
  await alone(db, async () => {
    await outliveOlderTransactions(db)
    for (const table of tables) await rewriteTable(db, table)
  })
}

/**
 * Writes all rows of these tables anew in the order of their keys, unless no row has come or changed since the last time. Unlike
 * `vacuum full`, this forgets in which order rows came.
 * @throws TablesInUse
 */
export async function sortTables(db: Db, tables: readonly RenewedTable[]): Promise<void> {
  for (const table of tables) {
    if (await isSorted(db, table)) continue
    await alone(db, async () => {
      await outliveOlderTransactions(db)
      await renewTable(db, table, until)
    })
  }
}

/** Returns true if the transaction that wrote all rows is the one that made the table. */
async function isSorted(db: Db, table: string): Promise<boolean> {
  const { rows } = await sql`
    select from ${sql.table(table)} where xmin::text <> (
      select xmin::text from pg_attribute where attrelid = ${table}::regclass and attnum = 1)
    limit 1`.execute(db)
  return rows.length === 0
}

/**
 * Lets one process rewrite at a time. The lock belongs to a transaction, because a pooler shares out sessions. The statement has no
 * parameters: with some, PostgreSQL would keep its snapshot until the next one, and a rewrite would wait for it and keep dead rows.
 */
async function alone(db: Db, act: () => Promise<void>): Promise<void> {
  await db.transaction().execute(async (holder) => {
    await until(async () => {
      const { rows } = await sql<{
        got: boolean
      }>`select pg_try_advisory_xact_lock(${sql.lit(rewriting)}) as got`.execute(holder)
      return rows[0]?.got === true
    })
    await act()
  })
}

/** For each table, the number of updates and deletions when this process last rewrote it. */
const changesThen = new WeakMap<Db, Map<string, number>>()

/**
 * Rewrites the tables in which rows were changed or deleted since the last time. Skips tables larger than `most` bytes.
 * A table in use is left for the next call.
 * Compares counters of changes instead of dead tuples, because a vacuum removes these from the count but leaves their bytes in the
 * pages.
 * A table that this process has not rewritten yet counts as changed, because a crash resets the counters.
 */
export async function rewriteWhereChanged(db: Db, tables: readonly string[], most: number): Promise<void> {
  const { rows } = await sql<{ name: string; changes: number }>`
    select name, pg_stat_get_tuples_updated(to_regclass(name)) + pg_stat_get_tuples_deleted(to_regclass(name)) as changes
    from unnest(${tables}::text[]) as name
    where pg_total_relation_size(to_regclass(name)) <= ${most}::float8`.execute(db)
  const then = changesThen.get(db) ?? new Map<string, number>()
  changesThen.set(db, then)
  const changed = rows.filter(({ name, changes }) => then.get(name) !== changes)
  if (changed.length === 0) return
  try {
    await alone(db, async () => {
      await outliveOlderTransactions(db)
      for (const { name, changes } of changed) then.set(name, (await rewriteTable(db, name)) ?? changes)
    })
  } catch (error) {
    if (!(error instanceof TablesInUse)) throw error
  }
}

/**
 * Discards the write-ahead log up to now, as far as PostgreSQL no longer needs it. The log lists the transactions of a batch in
 * order.
 * A managed database may refuse this, and keeps its log as its operator has configured.
 */
export async function forgetLog(db: Db): Promise<void> {
  try {
    await sql`select pg_switch_wal()`.execute(db)
    await sql`checkpoint`.execute(db)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
  }
}

/** Waits until older transactions have ended. A rewrite keeps dead rows that an older transaction may still see. */
async function outliveOlderTransactions(db: Db): Promise<void> {
  const { rows } = await sql<{ now: string }>`select pg_current_xact_id()::xid::text as now`.execute(db)
  const now = rows[0]?.now ?? '3'
  await until(async () => {
    const older = await sql`
      select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and (age(backend_xmin) > age(${now}::xid) or age(backend_xid) > age(${now}::xid))`.execute(db)
    return older.rows.length === 0
  })
}

/** @returns the number of updates and deletions of a table that took the place of the old one; -1 if it must be rewritten again */
async function rewriteTable(db: Db, table: string): Promise<number | undefined> {
  if (isRenewed(table) && (await sizeOf(db, table)) > atOnce) return (await renewTable(db, table, until)) ? -1 : 0
  await vacuumTable(db, table)
  return undefined
}

async function vacuumTable(db: Db, table: string): Promise<void> {
  const before = await fileOf(db, table)
  await until(async () => {
    await sql`vacuum (full, skip_locked) ${sql.table(table)}`.execute(db)
    return (await fileOf(db, table)) !== before
  })
}

async function sizeOf(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select pg_total_relation_size(${table}::regclass)::float8 as bytes`.execute(db)
  return rows[0]?.bytes ?? 0
}

async function fileOf(db: Db, table: string): Promise<string | undefined> {
  const { rows } = await sql<{ file: string }>`select pg_relation_filepath(${table}::regclass) as file`.execute(db)
  return rows[0]?.file
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let tried = 1; !(await done()); tried++) {
    if (tried === tries) throw new TablesInUse()
    await wait(pause)
  }
}

class TablesInUse extends Error {
  override name = 'TablesInUse'
}
