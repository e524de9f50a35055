import { sql } from 'kysely'
import type { Db } from './pool.ts'

/** Whether the database answers a statement now. */
export async function answers(db: Db): Promise<boolean> {
  try {
    await sql`select`.execute(db)
    return true
  } catch {
    return false
  }
}
