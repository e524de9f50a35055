import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Schema } from '../../db/schema.ts'
import type { Verdict } from '../verdicts.ts'

export type ResponseRow = Selectable<Schema['response']>

/** The days on which answers were sent from a delivery's private page, one entry for each answer. Leaves out replies by mail. */
export async function answerDaysOf(db: Db, deliveryId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('response')
    .select('answered_on')
    .where('delivery_id', '=', deliveryId)
    .where('way', '=', 'page')
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
    .select(['p.revoked', 'd.id', 'd.state', 'd.content_hash', 'd.address_sealed', 'd.recipient_id'])
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

export async function noteAnswer(db: Db, id: Buffer, responseId: string, answerHash: Buffer): Promise<void> {
  await db
    .updateTable('recipient_challenge')
    .set({ response_id: responseId, answer_hash: answerHash })
    .where('id', '=', id)
    .execute()
}

export async function sweepAnswerChallenges(db: Db, now: Date): Promise<void> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  await db.deleteFrom('recipient_challenge').where('created_at', '<=', hourAgo).execute()
}

export async function insertResponse(db: Db, row: Insertable<Schema['response']>): Promise<void> {
  await db.insertInto('response').values(row).execute()
}

/** The answers of a recipient and a day that were recorded from mail files. */
export async function mailFileAnswers(db: Db, letterId: string, of: { recipient: string; day: string }) {
  return db
    .selectFrom('response as a')
    .leftJoin('response_pdf as f', 'f.response_id', 'a.id')
    .select(['a.id', 'a.text', 'a.text_sealed', 'a.answered_by', 'a.answered_by_sealed', 'f.hash as pdf_hash'])
    .select('a.signature_state')
    .where('a.letter_id', '=', letterId)
    .where('a.recipient_id', '=', of.recipient)
    .where('a.answered_on', '=', of.day)
    .where('a.signature_state', 'is not', null)
    .execute()
}

export type MailFileAnswer = Awaited<ReturnType<typeof mailFileAnswers>>[number]

export async function setSignature(
  db: Db,
  id: string,
  row: Pick<ResponseRow, 'signature_state' | 'signature_domain' | 'signature_checked_on'>,
): Promise<void> {
  await db.updateTable('response').set(row).where('id', '=', id).execute()
}

export async function responsesOf(db: Db, letterId: string) {
  return db
    .selectFrom('response as a')
    .leftJoin('recipient as r', 'r.id', 'a.recipient_id')
    .leftJoin('response_pdf as f', 'f.response_id', 'a.id')
    .leftJoin('delivery as d', 'd.id', 'a.delivery_id')
    .leftJoin('stage as s', 's.id', 'd.stage_id')
    .selectAll('a')
    .select(['r.name', 'r.office', 'f.bytes as pdf_bytes', 'f.hash as pdf_hash', 'f.published_at as pdf_published_at'])
    .select('s.number as stage')
    .where('a.letter_id', '=', letterId)
    .orderBy('a.answered_on')
    .orderBy('a.id')
    .execute()
}
export type ResponseForOrganizer = Awaited<ReturnType<typeof responsesOf>>[number]

export async function lockResponse(db: Db, letterId: string, id: string): Promise<ResponseRow | undefined> {
  return db
    .selectFrom('response')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function publishResponse(
  db: Db,
  id: string,
  { text, by }: { text: string; by: string | null },
  now: Date,
): Promise<void> {
  await db
    .updateTable('response')
    .set({ text, text_sealed: null, answered_by: by, answered_by_sealed: null, published_at: now })
    .where('id', '=', id)
    .execute()
}

export async function setVerdict(db: Db, id: string, verdict: Verdict): Promise<void> {
  await db.updateTable('response').set({ verdict }).where('id', '=', id).execute()
}
