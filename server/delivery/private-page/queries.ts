import { sql, type Insertable } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Row, Schema } from '../../db/schema.ts'

/** The days on which answers were sent from a delivery's private page, one entry for each answer. */
export async function answerDaysOf(db: Db, deliveryId: string, way: 'page' | 'delegate'): Promise<string[]> {
  const rows = await db
    .selectFrom('response')
    .select('answered_on')
    .where('delivery_id', '=', deliveryId)
    .where('way', '=', way)
    .orderBy('answered_on')
    .execute()
  return rows.map(({ answered_on }) => answered_on)
}

/**
 * Finds a private page by the hash of its token, or of the token of a delegate's link, with its delivery, stage, recipient, receipt,
 * snapshot and delegation. `delegated` says that the token is the delegate's.
 */
export async function pageByToken(db: Db, tokenHash: Buffer) {
  return db
    .selectFrom('recipient_page as p')
    .innerJoin('delivery as d', 'd.id', 'p.delivery_id')
    .innerJoin('stage as s', 's.id', 'd.stage_id')
    .innerJoin('recipient as r', 'r.id', 'd.recipient_id')
    .leftJoin('receipt as c', 'c.delivery_id', 'd.id')
    .leftJoin('delegation as g', 'g.delivery_id', 'd.id')
    .leftJoin('snapshot as n', (join) =>
      join.onRef('n.stage_id', '=', 'd.stage_id').onRef('n.version', '=', 'd.snapshot_version'),
    )
    .select(['p.revoked', 'd.id', 'd.state', 'd.content_hash', 'd.address_sealed', 'd.recipient_id', 'd.accepted_at'])
    .select([
      's.letter_id',
      's.covering_note',
      'r.name',
      'r.office',
      'c.confirmed_at',
      'n.revision',
      'n.note',
      'n.tally',
      'n.as_of',
      'n.answer_by',
    ])
    .select(['g.id as delegation_id', 'g.person_sealed', 'g.delegated_on', 'g.link'])
    .select(sql<boolean>`coalesce(g.token_hash = ${tokenHash}, false)`.as('delegated'))
    .where(
      'd.id',
      '=',
      sql<string>`(select delivery_id from recipient_page where token_hash = ${tokenHash}
        union all select delivery_id from delegation where token_hash = ${tokenHash})`,
    )
    .executeTakeFirst()
}
/** Names the mailbox whose codes count on the page. */
export function mailboxOf({ id, delegated, delegation_id }: RecipientPageRow): string {
  return (delegated ? delegation_id : null) ?? id
}

export type RecipientPageRow = NonNullable<Awaited<ReturnType<typeof pageByToken>>>

export async function setRevoked(db: Db, deliveryId: string, revoked: boolean): Promise<void> {
  await db.updateTable('recipient_page').set({ revoked }).where('delivery_id', '=', deliveryId).execute()
}

export async function insertReceipt(db: Db, deliveryId: string, now: Date): Promise<boolean> {
  const inserted = await db
    .insertInto('receipt')
    .values({ delivery_id: deliveryId, confirmed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('delivery_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** The query that stores a challenge, for the statement that also stores its code. */
export function newRecipientChallenge(db: Db, row: NewRow<'recipient_challenge'>) {
  return db
    .insertInto('recipient_challenge')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
}

/** @param responseId of the answer that the act stored, if any */
export async function noteAct(db: Db, id: Buffer, responseId: string | null, actHash: Buffer): Promise<void> {
  await db
    .updateTable('recipient_challenge')
    .set({ response_id: responseId, answer_hash: actHash })
    .where('id', '=', id)
    .execute()
}

export async function sweepAnswerChallenges(db: Db, now: Date): Promise<void> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  await db.deleteFrom('recipient_challenge').where('created_at', '<=', hourAgo).execute()
}

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

/** Replaces the delegation of a copy, so that its earlier link ends. */
export async function replaceDelegation(db: Db, row: Insertable<Schema['delegation']>): Promise<void> {
  await deleteDelegation(db, row.delivery_id)
  await db.insertInto('delegation').values(row).execute()
}

/** @returns false if there is none */
export async function deleteDelegation(db: Db, deliveryId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('delegation')
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

export async function delegationToMail(db: Db, id: string) {
  return db
    .selectFrom('delegation as g')
    .innerJoin('delivery as d', 'd.id', 'g.delivery_id')
    .innerJoin('recipient as r', 'r.id', 'd.recipient_id')
    .selectAll('g')
    .select(['r.letter_id', 'r.name', 'r.office'])
    .where('g.id', '=', id)
    .where('g.link', '=', 'waiting')
    .executeTakeFirst()
}

/** Records how the mail with the link ended, and forgets the link. */
export async function noteLink(db: Db, id: string, link: Row<'delegation'>['link']): Promise<void> {
  await db.updateTable('delegation').set({ link, token_sealed: null }).where('id', '=', id).execute()
}
