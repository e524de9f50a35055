import type { Insertable } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Schema } from '../../db/schema.ts'

export interface TimeRequest {
  /** YYYY-MM-DD */
  asked_on: string
  until: string
}

/** How often, and until when, the recipient of a copy has asked for time on its page. The newest is last. */
export async function timeRequestsOf(db: Db, deliveryId: string): Promise<TimeRequest[]> {
  return db
    .selectFrom('time_request')
    .select(['asked_on', 'until'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('number')
    .execute()
}

export async function insertTimeRequest(db: Db, row: Insertable<Schema['time_request']>): Promise<void> {
  await db.insertInto('time_request').values(row).execute()
}
