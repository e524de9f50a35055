import { sql } from 'kysely'
import type { Db } from './pool.ts'

/**
 * Runs queries whose statements must end within a time.
 * @param limit milliseconds for each statement, including its wait for locks
 * @returns undefined if a statement took longer
 */
export async function limitTime<T>(db: Db, limit: number, work: (trx: Db) => Promise<T>): Promise<T | undefined> {
  try {
    return await db.transaction().execute(async (trx) => {
      await sql`select set_config('statement_timeout', ${String(limit)}, true)`.execute(trx)
      return work(trx)
    })
  } catch (error) {
    if ((error as { code?: string }).code === '57014') return undefined
    throw error
  }
}
