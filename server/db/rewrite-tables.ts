import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from './pool.ts'

const tries = 40
const pause = 250
/**
 * Writes tables anew, without what was deleted or changed in them. Until then the files still have it, and next to each row
 * the number of the transaction that wrote it: that a claim and a signature came together, say.
 * Never waits for a lock, since everybody else would wait behind it.
 * @throws where somebody kept a table, or an old view of it, in use all the time
 */
export async function rewriteTables(db: Db, tables: readonly string[]): Promise<void> {
  await outliveOlderTransactions(db)
  for (const table of tables) await rewriteTable(db, table)
}

/** How often each table's rows had been changed or deleted when it was written anew. */
const changesThen = new WeakMap<Db, Map<string, number>>()

/**
 * The same where something was deleted or changed since, in tables of at most so many bytes; what is in use waits for the next time.
 * Rows that are dead do not tell: vacuuming takes them out of the count, and leaves their bytes in the pages. Tables that this process
 * has not written anew yet count as changed: a crash of the database takes its counts away.
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
 * Lets go of the write-ahead log up to now, as far as PostgreSQL needs it no more: it has the transactions of a batch one by one.
 * A database that others run may not let us, and keeps its log as they have set it.
 */
export async function forgetLog(db: Db): Promise<void> {
  try {
    await sql`select pg_switch_wal()`.execute(db)
    await sql`checkpoint`.execute(db)
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
  }
}

/** A row that an older transaction may still see is copied, deleted or not. */
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
