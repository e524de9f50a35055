import { sql } from 'kysely'
import { notification } from './own-changes.ts'
import type { Db } from './pool.ts'

/** Tells every process on commit that the content of the letter's pages has changed. */
export async function notifyLetter(db: Db, letterId: string): Promise<void> {
  await sql`${sql.raw(notification)}('letter', ${letterId})`.execute(db)
}
