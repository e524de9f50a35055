import type { Db } from '../db/pool.ts'
import type { ActivityKind, ReviewerAct } from './activity.ts'
import { dayOf } from '../letter/days.ts'
import { insertActivity } from './member-queries.ts'

/**
 * Records an organizer's act for the other organizers. A purge deletes the records. Must never contain a signatory's name or
 * address.
 */
export async function noteActivity(
  trx: Db,
  letterId: string,
  organizerId: string,
  what: ActivityKind,
  detail: object,
  now: Date,
): Promise<void> {
  await insertActivity(trx, {
    letter_id: letterId,
    organizer_id: organizerId,
    what,
    detail: JSON.stringify(detail),
    at: now,
  })
}

/**
 * Records an act of a reviewer, who has no account. Stores the day without a time, so that the record does not tell when the reviewer
 * was online.
 */
export async function noteReview(trx: Db, letterId: string, what: ReviewerAct, now: Date): Promise<void> {
  const at = new Date(dayOf(now))
  await insertActivity(trx, { letter_id: letterId, organizer_id: null, what, detail: '{}', at })
}
