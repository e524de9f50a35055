import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Row } from '../../db/schema.ts'

export type ReturnedRow = Row<'returned_mail'>

/**
 * Idempotent, also after organizers have removed the mail.
 * @param most how many mails to keep of one copy, or of all updates of a letter
 * @returns false if this mail was already stored, or `too-many`
 */
export async function insertReturned(
  db: Db,
  row: NewRow<'returned_mail'>,
  most: number,
): Promise<boolean | 'too-many'> {
  const of = db
    .selectFrom('returned_mail')
    .where('letter_id', '=', row.letter_id)
    .where('delivery_id', 'is not distinct from', row.delivery_id ?? null)
  const known = await of.select('id').where('mail_hash', '=', row.mail_hash).executeTakeFirst()
  if (known) return false
  const { count } = await of.select((is) => is.fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  if (Number(count) >= most) return 'too-many'
  await db.insertInto('returned_mail').values(row).execute()
  return true
}

/** The mails that organizers have not removed, newest first. */
export async function returnedOf(db: Db, letterId: string) {
  return db
    .selectFrom('returned_mail as m')
    .leftJoin('delivery as d', 'd.id', 'm.delivery_id')
    .leftJoin('recipient as r', 'r.id', 'd.recipient_id')
    .leftJoin('stage as s', 's.id', 'd.stage_id')
    .select(['m.id', 'm.kind', 'm.came_on', 'm.text_sealed', 'm.delivery_id', 'd.state'])
    .select(['r.name', 'r.office', 's.number as stage'])
    .where('m.letter_id', '=', letterId)
    .where('m.text_sealed', 'is not', null)
    .orderBy('m.came_on', 'desc')
    .orderBy('m.id')
    .execute()
}

export async function lockReturned(db: Db, letterId: string, id: string): Promise<ReturnedRow | undefined> {
  return db
    .selectFrom('returned_mail')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .where('text_sealed', 'is not', null)
    .forUpdate()
    .executeTakeFirst()
}

export async function forgetReturned(db: Db, id: string): Promise<void> {
  await db.updateTable('returned_mail').set({ text_sealed: null }).where('id', '=', id).execute()
}

/** Counts a copy as accepted again, on the day on which it was sent. */
export async function acceptAgain(db: Db, deliveryId: string): Promise<void> {
  await sql`update delivery set state = 'accepted', accepted_at = last_tried_at, last_answer = null
    where id = ${deliveryId} and state = 'unsure'`.execute(db)
}
