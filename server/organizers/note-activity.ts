import type { Db } from '../db/pool.ts'
import { insertActivity } from './member-queries.ts'

/** What an organizer did, for the other organizers. It goes when the letter is purged. Never put a signatory's name or address here. */
export async function noteActivity(
  trx: Db,
  letterId: string,
  organizerId: string,
  what: string,
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
