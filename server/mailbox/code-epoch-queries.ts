import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/** @returns null after a crash of PostgreSQL until the next challenge, because a crash empties the table (it is unlogged) */
export async function codeEpoch(db: Db): Promise<Buffer | null> {
  const row = await db.selectFrom('code_epoch').select('epoch').executeTakeFirst()
  return row?.epoch ?? null
}

/** The current epoch. Draws one if there is none. For the statement that opens a challenge. */
export const currentCodeEpoch = sql<Buffer>`current_code_epoch()`

/** The same as a statement of its own, in the transaction that opens a challenge. */
export async function drawCodeEpoch(db: Db): Promise<Buffer> {
  const { rows } = await sql<{ epoch: Buffer }>`select ${currentCodeEpoch} as epoch`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the query returned no row')
  return row.epoch
}
