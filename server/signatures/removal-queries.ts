import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { noteChanged } from './changed-queries.ts'
import { withdrawnNow } from './my-signature-queries.ts'

/** Erases the address that a challenge holds, and those in the mails of its codes. */
export async function forgetAddress(db: Db, challengeId: Buffer, tag: Buffer): Promise<void> {
  await db
    .updateTable('challenge')
    .set({ payload_sealed: Buffer.alloc(0) })
    .where('id', '=', challengeId)
    .execute()
  await db
    .updateTable('mailed_code')
    .set({ mail_sealed: null })
    .where('tag', '=', tag)
    .where('mail_sealed', 'is not', null)
    .execute()
}

export async function lettersWithRemovalsDue(db: Db, day: string): Promise<string[]> {
  const { rows } = await sql<{ letter_id: string }>`
    select letter_id from signature where removal_due <= ${day}::date
    union select letter_id from waiting_signature where removal_due <= ${day}::date`.execute(db)
  return rows.map(({ letter_id }) => letter_id)
}

export async function withdrawRemovalsDue(db: Db, letterId: string, day: string): Promise<void> {
  const counted = await db
    .updateTable('signature')
    .set(withdrawnNow)
    .where('letter_id', '=', letterId)
    .where('removal_due', '<=', day)
    .returning(['id', 'letter_id'])
    .execute()
  const waiting = await db
    .deleteFrom('waiting_signature')
    .where('letter_id', '=', letterId)
    .where('removal_due', '<=', day)
    .returning(['id', 'letter_id'])
    .execute()
  await noteChanged(db, [...counted, ...waiting])
}

/** Stores a request to hide a name. Does nothing if its id is stored already. */
export async function insertNameClaim(
  db: Db,
  { id, letterId, sealed, day }: { id: string; letterId: string; sealed: Buffer; day: string },
): Promise<void> {
  await db
    .insertInto('name_claim')
    .values({ id, letter_id: letterId, kind: 'not-mine', message_sealed: sealed, received_on: day })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function waitingNameClaims(db: Db, letterId: string): Promise<number> {
  const { count } = await db
    .selectFrom('name_claim')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('letter_id', '=', letterId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(count)
}
