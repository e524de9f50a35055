import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { NewRow } from '../db/schema.ts'

/** The query that stores a challenge, for the statement that also stores its code. */
export function newSubscriberChallenge(db: Db, row: NewRow<'subscriber_challenge'>) {
  return db
    .insertInto('subscriber_challenge')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
}

export async function sweepSubscriptions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('subscriber_challenge').where('expires_at', '<=', now).execute()
}

/** Does nothing if the address is already on the list. */
export async function insertSubscriber(
  db: Db,
  row: { id: Buffer; letter_id: string; address_tag: Buffer; address_sealed: Buffer },
): Promise<void> {
  await db
    .insertInto('subscriber')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteSubscriber(db: Db, id: Buffer): Promise<void> {
  await db.deleteFrom('subscriber').where('id', '=', id).execute()
}

export async function subscriberById(db: Db, id: Buffer) {
  return db.selectFrom('subscriber').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Idempotent. @returns false if a report for this reason was counted already, or the subscriber is gone */
export async function insertReport(db: Db, id: Buffer, reason: string): Promise<boolean> {
  const { rows } = await sql`
    insert into subscriber_report (subscriber_id, reason)
    select id, ${reason} from subscriber where id = ${id}
    on conflict do nothing returning 1`.execute(db)
  return rows.length > 0
}

/** How many subscribers' mails came back, by reason. A subscriber counts once for each reason. */
export async function reportCounts(db: Db, letterId: string): Promise<{ reason: string; count: number }[]> {
  const { rows } = await sql<{ reason: string; count: number }>`
    select r.reason, count(*)::int as count
    from subscriber_report r join subscriber s on s.id = r.subscriber_id
    where s.letter_id = ${letterId} group by r.reason order by r.reason`.execute(db)
  return rows
}

export async function countSubscribers(db: Db, letterId: string): Promise<number> {
  const { count } = await db
    .selectFrom('subscriber')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('letter_id', '=', letterId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** All domains of a letter's employers, also of earlier revisions. */
export async function employerDomains(db: Db, letterId: string): Promise<string[]> {
  const rows = await db.selectFrom('employer').select('domains').where('letter_id', '=', letterId).execute()
  return rows.flatMap(({ domains }) => domains)
}
