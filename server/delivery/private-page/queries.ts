import type { Db } from '../../db/pool.ts'
import type { NewRow } from '../../db/schema.ts'

/** The days on which answers were sent from a delivery's private page, one entry for each answer. */
export async function answerDaysOf(db: Db, deliveryId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('response')
    .select('answered_on')
    .where('delivery_id', '=', deliveryId)
    .orderBy('answered_on')
    .execute()
  return rows.map(({ answered_on }) => answered_on)
}

/** Finds a recipient's private page by the hash of its token, with its delivery, stage, recipient, receipt and snapshot. */
export async function pageByToken(db: Db, tokenHash: Buffer) {
  return db
    .selectFrom('recipient_page as p')
    .innerJoin('delivery as d', 'd.id', 'p.delivery_id')
    .innerJoin('stage as s', 's.id', 'd.stage_id')
    .innerJoin('recipient as r', 'r.id', 'd.recipient_id')
    .leftJoin('receipt as c', 'c.delivery_id', 'd.id')
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
    .where('p.token_hash', '=', tokenHash)
    .executeTakeFirst()
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
