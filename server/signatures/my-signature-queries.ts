import type { Updateable } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Schema } from '../db/schema.ts'
import type { SignatureRow, WaitingRow } from './queries.ts'
import { noteChanged } from './changed-queries.ts'
import { noName, type WithWholeName } from './stored-name-queries.ts'

export type MySignature = { inBatch: false; row: WaitingRow } | { inBatch: true; row: SignatureRow }

/**
 * Finds a signature in either of the two tables. It always runs both queries, in this order: without the letter's
 * lock, a batch may move the row from the first table to the second in between.
 */
export async function mySignatureBy(
  db: Db,
  letterId: string,
  column: 'verifier' | 'claim_tag',
  value: Buffer,
): Promise<MySignature | undefined> {
  const waiting = await db
    .selectFrom('waiting_signature')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where(column, '=', value)
    .executeTakeFirst()
  const counted = await db
    .selectFrom('signature')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where(column, '=', value)
    .executeTakeFirst()
  if (counted) return { inBatch: true, row: counted }
  return waiting && { inBatch: false, row: waiting }
}

export async function changeSignature(
  db: Db,
  id: Buffer,
  change: WithWholeName<Updateable<Schema['signature']>>,
): Promise<void> {
  await noteChanged(
    db,
    await db.updateTable('signature').set(change).where('id', '=', id).returning(['id', 'letter_id']).execute(),
  )
}

export async function changeWaiting(
  db: Db,
  id: Buffer,
  change: Updateable<Schema['waiting_signature']>,
): Promise<void> {
  await noteChanged(
    db,
    await db.updateTable('waiting_signature').set(change).where('id', '=', id).returning(['id', 'letter_id']).execute(),
  )
}

export async function forgetWaiting(db: Db, id: Buffer): Promise<void> {
  await noteChanged(
    db,
    await db.deleteFrom('waiting_signature').where('id', '=', id).returning(['id', 'letter_id']).execute(),
  )
}

/** The columns of a counted signature between its withdrawal and its batch. */
export const withdrawnNow = {
  pending_withdrawal: true,
  pending_visibility: null,
  pending_revision: null,
  ...noName,
  resemblance: null,
  claim_tag: null,
  removal_due: null,
  for_log_sealed: null,
} as const
