import { sql } from 'kysely'
import type { Db } from './pool.ts'

/** Tells every process, when the transaction commits, that what the letter's pages show has changed. */
export async function notifyLetter(db: Db, letterId: string): Promise<void> {
  await sql`select pg_notify('letter', ${letterId})`.execute(db)
}
