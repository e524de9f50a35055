import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/** Null just after PostgreSQL has crashed: challenges, codes and this number are in tables that a crash empties. */
export async function codeEpoch(db: Db): Promise<Buffer | null> {
  const row = await db.selectFrom('code_epoch').select('epoch').executeTakeFirst()
  return row?.epoch ?? null
}

/** The number of now, drawn where there is none. For the statement that opens a challenge. */
export const currentCodeEpoch = sql<Buffer>`current_code_epoch()`

/** The same by itself, within the transaction that opens a challenge. */
export async function drawCodeEpoch(db: Db): Promise<Buffer> {
  const { rows } = await sql<{ epoch: Buffer }>`select ${currentCodeEpoch} as epoch`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a function without a row')
  return row.epoch
}
