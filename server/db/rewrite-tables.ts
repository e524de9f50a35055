import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from './pool.ts'

const tries = 40
const pause = 250
/**
 * Rewrites tables, because deleted and changed rows keep their place in the files, with the number of the transaction that wrote
 * them.
 * These numbers would reveal, for example, that a claim and a signature were written together.
 * Never waits for a lock, because later statements would queue behind it.
 * @throws TablesInUse if transactions kept a table or an older snapshot in use during all tries
 */
export async function rewriteTables(db: Db, tables: readonly string[]): Promise<void> {
  await outliveOlderTransactions(db)
  for (const table of tables) await rewriteTable(db, table)
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
    await rewriteTables(
      db,
      changed.map(({ name }) => name),
    )
    for (const { name, changes } of changed) then.set(name, changes)
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

async function rewriteTable(db: Db, table: string): Promise<void> {
  const before = await fileOf(db, table)
  await until(async () => {
    await sql`vacuum (full, skip_locked) ${sql.table(table)}`.execute(db)
    return (await fileOf(db, table)) !== before
  })
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
