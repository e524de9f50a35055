import { sql } from 'kysely'
import type { Db } from './pool.ts'
import { holdTables } from './renew-table.ts'

/**
 * Reads from one snapshot, with statements that must end within a time.
 * @param limit milliseconds for each statement, including its wait for locks
 * @returns undefined if a statement took longer
 */
export async function limitTime<T>(db: Db, limit: number, work: (trx: Db) => Promise<T>): Promise<T | undefined> {
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (trx) => {
        await holdTables(trx)
        await sql`select set_config('statement_timeout', ${String(limit)}, true)`.execute(trx)
        return work(trx)
      })
  } catch (error) {
    if ((error as { code?: string }).code === '57014') return undefined
    throw error
  }
}
