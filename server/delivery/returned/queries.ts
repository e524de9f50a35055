import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Row } from '../../db/schema.ts'

export type ReturnedRow = Row<'returned_mail'>

/** True also after organizers have removed the mail. */
export async function isReturned(db: Db, letterId: string, hash: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('returned_mail')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('mail_hash', '=', hash)
    .executeTakeFirst()
  return row !== undefined
}

/** How many mails are kept of one copy, or of all updates of a letter. Mails that organizers have removed do not count. */
export async function countReturned(db: Db, letterId: string, deliveryId: string | null): Promise<number> {
  const { count } = await db
    .selectFrom('returned_mail')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('letter_id', '=', letterId)
    .where('delivery_id', 'is not distinct from', deliveryId)
    .where('text_sealed', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertReturned(db: Db, row: NewRow<'returned_mail'>): Promise<void> {
  await db.insertInto('returned_mail').values(row).execute()
}

/** True of copies that are unsure because of a mail that nobody could read. */
const isDoubtful = (answer: string) => sql<boolean>`d.state = 'unsure' and d.last_answer = ${answer}`

/**
 * The mails that organizers have not removed, newest first. Also one mail without its text for each copy that is unsure because of it,
 * so that an owner can still decide.
 * @param unread the answer of copies that are unsure because of a mail
 */
export async function returnedOf(
  db: Db,
  letterId: string,
  unread: string,
  { skip, most }: { skip: number; most: number },
) {
  return db
    .selectFrom('returned_mail as m')
    .leftJoin('delivery as d', 'd.id', 'm.delivery_id')
    .leftJoin('recipient as r', 'r.id', 'd.recipient_id')
    .leftJoin('stage as s', 's.id', 'd.stage_id')
    .select(['m.id', 'm.kind', 'm.came_on', 'm.text_sealed', 'm.delivery_id'])
    .select(sql<boolean>`m.kind = 'unread' and coalesce(${isDoubtful(unread)}, false)`.as('doubtful'))
    .select(['r.name', 'r.office', 's.number as stage'])
    .where('m.letter_id', '=', letterId)
    .where(
      sql<boolean>`m.text_sealed is not null or (m.kind = 'unread' and ${isDoubtful(unread)} and not exists (
        select from returned_mail o where o.delivery_id = m.delivery_id and o.kind = 'unread'
          and (o.text_sealed is not null or (o.came_on, o.id) > (m.came_on, m.id))))`,
    )
    .orderBy('m.came_on', 'desc')
    .orderBy('m.id')
    .offset(skip)
    .limit(most)
    .execute()
}

export async function lockReturned(db: Db, letterId: string, id: string): Promise<ReturnedRow | undefined> {
  return db
    .selectFrom('returned_mail')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function forgetReturned(db: Db, id: string): Promise<void> {
  await db.updateTable('returned_mail').set({ text_sealed: null }).where('id', '=', id).execute()
}

/**
 * Counts a copy as accepted again, on the day on which it was sent.
 * @param unread the answer of copies that are unsure because of a mail
 * @returns false if the copy is not unsure, or for another reason
 */
export async function acceptAgain(db: Db, deliveryId: string, unread: string): Promise<boolean> {
  const { rows } = await sql`update delivery d set state = 'accepted', accepted_at = last_tried_at, last_answer = null
    where id = ${deliveryId} and ${isDoubtful(unread)} returning 1`.execute(db)
  return rows.length > 0
}
