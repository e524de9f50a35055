import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/** Null just after PostgreSQL has crashed: challenges, codes and this number are in tables that a crash empties. */
export async function codeEpoch(db: Db): Promise<Buffer | null> {
  const row = await db.selectFrom('code_epoch').select('epoch').executeTakeFirst()
  return row?.epoch ?? null
}

/** The number of now, drawn where there is none. For the statement that opens a challenge. */
export const currentCodeEpoch = sql<Buffer>`current_code_epoch()`
