import { sql } from 'kysely'
import type { Db } from './pool.ts'

/** Tells every process on commit that the content of the letter's pages has changed. */
export async function notifyLetter(db: Db, letterId: string): Promise<void> {
  await sql`select pg_notify('letter', ${letterId})`.execute(db)
}
