import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

/** Keeps a PDF until its code is entered. Returns false if `most` PDFs of this delivery's page wait for their codes already. */
export async function keepUpload(
  db: Db,
  { deliveryId, challengeId, sealed }: { deliveryId: string; challengeId: Buffer; sealed: Buffer },
  most: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into recipient_upload (challenge_id, sealed) select ${challengeId}::bytea, ${sealed}::bytea
    where (select count(*) from recipient_upload u join recipient_challenge c on c.id = u.challenge_id
           where c.delivery_id = ${deliveryId}) < ${most}::int
    on conflict (challenge_id) do update set sealed = excluded.sealed
    returning 1`.execute(db)
  return rows.length > 0
}

/** Moves a waiting PDF from one challenge to another of the same page. Returns whether the other has one then. */
export async function moveUpload(db: Db, deliveryId: string, from: Buffer, to: Buffer): Promise<boolean> {
  const { rows } = await sql`
    update recipient_upload set challenge_id = ${to}
    where challenge_id = (select id from recipient_challenge where id = ${from} and delivery_id = ${deliveryId})
    returning 1`.execute(db)
  // The same request may have moved it before.
  return rows.length > 0 || (await uploadOf(db, to)) !== undefined
}

export async function uploadOf(db: Db, challengeId: Buffer): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('recipient_upload')
    .select('sealed')
    .where('challenge_id', '=', challengeId)
    .executeTakeFirst()
  return row?.sealed
}

export async function forgetUpload(db: Db, challengeId: Buffer): Promise<void> {
  await db.deleteFrom('recipient_upload').where('challenge_id', '=', challengeId).execute()
}

export async function insertAnswerPdf(
  db: Db,
  row: { response_id: string; sealed: Buffer; bytes: number; hash: Buffer },
): Promise<void> {
  await db.insertInto('response_pdf').values(row).execute()
}

export async function answerPdf(db: Db, letterId: string, responseId: string) {
  return db
    .selectFrom('response_pdf as p')
    .innerJoin('response as a', 'a.id', 'p.response_id')
    .select(['p.sealed', 'p.published_at', 'a.id', 'a.answered_on', 'a.published_at as answer_published_at'])
    .where('a.letter_id', '=', letterId)
    .where('a.id', '=', responseId)
    .executeTakeFirst()
}

export async function setPdfPublished(db: Db, responseId: string, now: Date): Promise<void> {
  await db.updateTable('response_pdf').set({ published_at: now }).where('response_id', '=', responseId).execute()
}
