import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Schema } from '../../db/schema.ts'
import type { Verdict } from '../verdicts.ts'

export type ResponseRow = Selectable<Schema['response']>

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
