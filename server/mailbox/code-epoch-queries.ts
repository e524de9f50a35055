import type { Db } from '../db/pool.ts'

/** @returns null after a crash of PostgreSQL until the next challenge, because a crash empties the table (it is unlogged) */
export async function codeEpoch(db: Db): Promise<Buffer | null> {
  const row = await db.selectFrom('code_epoch').select('epoch').executeTakeFirst()
  return row?.epoch ?? null
}
