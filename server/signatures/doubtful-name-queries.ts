import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/** Counts the names that do not resemble their addresses. The condition must equal that of the index `signature_doubtful`. */
function doubtfulNames(letterId: string) {
  return sql`(select count(*)::int from signature where letter_id = ${letterId} and resemblance = 'no' and counted
    and not name_hidden and invalid_reason is null)`
}

/**
 * Takes names that were hidden or invalidated since off the number that moderators have looked at. A batch does this before it adds
 * names, so that the new ones count.
 */
export async function lowerNamesChecked(db: Db, letterId: string): Promise<void> {
  await sql`update letter set names_checked = least(names_checked, ${doubtfulNames(letterId)})
    where id = ${letterId} and names_checked > 0`.execute(db)
}

/** Counts these names as of this batch, so that the dashboard reads one number. */
export async function countDoubtfulNames(db: Db, letterId: string): Promise<void> {
  await sql`update letter set names_doubtful = ${doubtfulNames(letterId)} where id = ${letterId}`.execute(db)
}

/** Notes that a moderator has looked at all of these names. */
export async function setNamesChecked(db: Db, letterId: string): Promise<void> {
  await sql`update letter set names_checked = names_doubtful where id = ${letterId}`.execute(db)
}
