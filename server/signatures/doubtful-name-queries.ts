import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/**
 * The names that were not counted as they are now. `doubtful` says which names are counted among those that do not resemble their
 * addresses. Must equal the condition of the index `signature_doubtful_due`.
 */
const changed = sql`doubtful <> (resemblance is not null and resemblance = 'no' and counted and not name_hidden
  and invalid_reason is null)`

/**
 * Takes names that were hidden or invalidated since off the number of doubtful names, and off the number that moderators have looked
 * at. A batch does this before it adds names, so that the new ones are new to moderators.
 */
export async function lowerDoubtfulNames(db: Db, letterId: string): Promise<void> {
  await sql`
    with gone as (
      update signature set doubtful = false where letter_id = ${letterId} and ${changed} and doubtful returning id
    )
    update letter set names_doubtful = names_doubtful - gone.count, names_checked = least(names_checked, names_doubtful - gone.count)
    from (select count(*)::int as count from gone) as gone
    where letter.id = ${letterId} and gone.count > 0`.execute(db)
}

/** Counts new doubtful names as of this batch, so that the dashboard reads one number. */
export async function addDoubtfulNames(db: Db, letterId: string): Promise<void> {
  await sql`
    with new as (
      update signature set doubtful = true where letter_id = ${letterId} and ${changed} and not doubtful returning id
    )
    update letter set names_doubtful = names_doubtful + new.count
    from (select count(*)::int as count from new) as new
    where letter.id = ${letterId} and new.count > 0`.execute(db)
}

/** Notes that a moderator has looked at all of these names. */
export async function setNamesChecked(db: Db, letterId: string): Promise<void> {
  await sql`update letter set names_checked = names_doubtful where id = ${letterId}`.execute(db)
}
