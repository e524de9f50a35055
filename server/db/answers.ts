import { sql } from 'kysely'
import type { Db } from './pool.ts'

/** Sends a statement. Returns true if the database answers it. */
export async function answers(db: Db): Promise<boolean> {
  try {
    await sql`select`.execute(db)
    return true
  } catch {
    return false
  }
}
