import type { Db } from './pool.ts'

export interface KeptAnswer {
  request_hash: Buffer
  /** Null while the first request is under way. */
  status: number | null
  body: Buffer | null
}

/**
 * Takes an idempotency key for a request.
 * @returns undefined if the key was free, or else its stored entry
 */
export async function takeKey(
  db: Db,
  keyHash: Buffer,
  requestHash: Buffer,
  now: Date,
): Promise<KeptAnswer | undefined> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('idempotency')
    .values({ key_hash: keyHash, request_hash: requestHash, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if ((numInsertedOrUpdatedRows ?? 0n) > 0n) return undefined
  const kept = await db
    .selectFrom('idempotency')
    .select(['request_hash', 'status', 'body'])
    .where('key_hash', '=', keyHash)
    .executeTakeFirst()
  // The other request failed and released the key between the two statements. It counts as under way, so the client retries.
  return kept ?? { request_hash: requestHash, status: null, body: null }
}

export async function keepAnswer(db: Db, keyHash: Buffer, answer: { status: number; body: Buffer }): Promise<void> {
  await db.updateTable('idempotency').set(answer).where('key_hash', '=', keyHash).execute()
}

export async function releaseKey(db: Db, keyHash: Buffer): Promise<void> {
  await db.deleteFrom('idempotency').where('key_hash', '=', keyHash).execute()
}

export async function sweepAnswers(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('idempotency').where('created_at', '<', before).execute()
}
