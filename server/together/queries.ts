import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'

export type TogetherRow = Row<'together'>

/** The waiting of a letter for enough people. Undefined if the letter did not offer it when it opened. */
export async function togetherOf(db: Db, letterId: string): Promise<TogetherRow | undefined> {
  return db.selectFrom('together').selectAll().where('letter_id', '=', letterId).executeTakeFirst()
}

/** The caller's transaction holds the letter's lock, which every change of the waiting needs. */
export async function changeTogether(
  db: Db,
  letterId: string,
  change: Partial<Omit<TogetherRow, 'letter_id'>>,
): Promise<void> {
  await db.updateTable('together').set(change).where('letter_id', '=', letterId).execute()
}

/** Erases every name that is held. Nobody can open one any more once the key is destroyed. */
export async function eraseHeldNames(db: Db, letterId: string): Promise<void> {
  for (const table of ['waiting_signature', 'signature'] as const)
    await sql`update ${sql.table(table)} set held_sealed = null, resemblance = null
      where letter_id = ${letterId} and held_sealed is not null`.execute(db)
}

/** Stops offering the choice. */
export async function withoutTogether(db: Db, letterId: string): Promise<void> {
  await sql`update letter set visibilities = array_remove(visibilities, 'together') where id = ${letterId}`.execute(db)
}

/** The number that the pages for signing show. */
export async function setNeeded(db: Db, letterId: string, needed: number): Promise<void> {
  await sql`update letter set together_needed = ${needed} where id = ${letterId}`.execute(db)
}
