import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

export interface TakenSubscriber {
  id: Buffer
  address_sealed: Buffer
}

/**
 * Takes the next subscribers who have no receipt of this mailing. Inserts their receipts before the mail server is contacted, so
 * that a subscriber is mailed at most once. If two processes race, only one gets each subscriber.
 */
export async function takeSubscribers(
  db: Db,
  { letterId, about, after }: { letterId: string; about: string; after: Buffer },
  most: number,
): Promise<TakenSubscriber[]> {
  const { rows } = await sql<TakenSubscriber>`
    with next as materialized (
      select s.id from subscriber s
      where s.letter_id = ${letterId} and s.id > ${after}
        and not exists (select from subscriber_receipt r where r.subscriber_id = s.id and r.about = ${about})
      order by s.id limit ${most} for key share
    ), taken as (
      insert into subscriber_receipt (subscriber_id, about) select id, ${about} from next
      on conflict do nothing returning subscriber_id
    )
    select s.id, s.address_sealed from subscriber s
    where s.id in (select subscriber_id from taken) order by s.id`.execute(db)
  return rows
}

export async function recordReceipt(db: Db, about: string, id: Buffer, state: 'sent' | 'refused'): Promise<void> {
  await db
    .updateTable('subscriber_receipt')
    .set({ state })
    .where('subscriber_id', '=', id)
    .where('about', '=', about)
    .execute()
}

/** Deletes the receipt after a transient failure, so that the mail is retried. The mail server has certainly not accepted it. */
export async function giveReceiptBack(db: Db, about: string, id: Buffer): Promise<void> {
  await db.deleteFrom('subscriber_receipt').where('subscriber_id', '=', id).where('about', '=', about).execute()
}

/** Counts the outcomes of a letter's mailings, by stage or update. */
export async function receiptCounts(db: Db, letterId: string) {
  const rows = await db
    .selectFrom('subscriber_receipt as r')
    .innerJoin('subscriber as s', 's.id', 'r.subscriber_id')
    .select(['r.about', 'r.state', (is) => is.fn.countAll<string>().as('count')])
    .where('s.letter_id', '=', letterId)
    .groupBy(['r.about', 'r.state'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}
