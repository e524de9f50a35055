import type { Db } from '../db/pool.ts'
import type { ActivityKind } from './activity.ts'
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
