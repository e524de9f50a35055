import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/**
 * Counts a mail in a bucket, which is a keyed hash of an hour and of somebody who sends or gets mails.
 * @returns false if the bucket's hourly limit is reached
 */
export async function countMail(db: Db, bucket: Buffer, most: number, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into mail_allowance as a (bucket, sent, hour) values (${bucket}, 1, date_trunc('hour', ${now}::timestamptz))
    on conflict (bucket) do update set sent = a.sent + 1 where a.sent < ${most}::int
    returning 1`.execute(db)
  return rows.length > 0
}
