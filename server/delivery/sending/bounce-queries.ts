import { sql, type Insertable } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Schema } from '../../db/schema.ts'

/**
 * Finds the Message-IDs of earlier mails to the recipients of a stage's queued copies.
 * @returns them by the id of the queued copy, oldest first, in the order in which stages were carried out, not in the plan's order
 */
export async function earlierMessages(
  db: Db,
  { id, letter_id }: { id: string; letter_id: string },
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; messages: string[] }>`
    select d.id, array_agg(e.message_id order by s.confirmed_at, s.number) as messages
    from delivery d
    join stage own on own.id = d.stage_id
    join delivery e on e.recipient_id = d.recipient_id and e.state in ('accepted', 'unsure')
    join stage s on s.id = e.stage_id and s.letter_id = ${letter_id} and s.kind = 'mail'
      and (s.confirmed_at, s.number) < (own.confirmed_at, own.number)
    where d.stage_id = ${id} and d.state = 'queued'
    group by d.id`.execute(db)
  return new Map(rows.map((row) => [row.id, row.messages]))
}

/** Idempotent. The caller locks the delivery, so that the numbers are in order. @returns false if this report was already recorded */
export async function insertBounce(db: Db, row: Omit<Insertable<Schema['bounce']>, 'number'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('bounce')
    .values({
      ...row,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from bounce where delivery_id = ${row.delivery_id})`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** A copy is sent again: the reports about it say nothing about the next sending. */
export async function supersedeBounces(db: Db, deliveryId: string): Promise<void> {
  await db.updateTable('bounce').set({ superseded: true }).where('delivery_id', '=', deliveryId).execute()
}
