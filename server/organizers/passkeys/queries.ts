import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Row } from '../../db/schema.ts'

export async function passkeysOf(db: Db, organizerId: string): Promise<Row<'passkey'>[]> {
  return db
    .selectFrom('passkey')
    .selectAll()
    .where('organizer_id', '=', organizerId)
    .orderBy('created_on')
    .orderBy('credential_hash')
    .execute()
}

/**
 * Locks a session until the end of the transaction, so that an act that ends it waits.
 * @returns undefined if it has ended
 */
export async function lockSession(
  db: Db,
  { id, sessionId }: { id: string; sessionId: string },
): Promise<{ mailbox_proved_at: Date | null } | undefined> {
  return db
    .selectFrom('organizer_session')
    .select('mailbox_proved_at')
    .where('id', '=', sessionId)
    .where('organizer_id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
}

/** @returns false if some account has this credential */
export async function insertPasskey(db: Db, row: NewRow<'passkey'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('passkey')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/**
 * Locks the account of a credential until the end of the transaction, so that a session that starts meanwhile does not outlive an act
 * that removes the passkey.
 */
export async function lockAccountOfPasskey(db: Db, hash: Buffer): Promise<Row<'organizer'> | undefined> {
  return db
    .selectFrom('organizer')
    .selectAll()
    .where('id', 'in', (query) =>
      query.selectFrom('passkey').select('organizer_id').where('credential_hash', '=', hash),
    )
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** Reads a passkey. Call it under the account's lock. */
export async function passkeyOf(db: Db, organizerId: string, hash: Buffer): Promise<Row<'passkey'> | undefined> {
  return db
    .selectFrom('passkey')
    .selectAll()
    .where('credential_hash', '=', hash)
    .where('organizer_id', '=', organizerId)
    .executeTakeFirst()
}

/** @returns false if the passkey was removed meanwhile */
export async function notePasskeyUse(db: Db, hash: Buffer, counter: number, day: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('passkey')
    .set({ counter, last_used_on: day })
    .where('credential_hash', '=', hash)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The database's epoch. A crash begins another one. */
export async function epochNow(db: Db): Promise<Buffer> {
  const { rows } = await sql<{ epoch: Buffer }>`select current_code_epoch() as epoch`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the database has no epoch')
  return row.epoch
}

/** @returns false if the challenge was answered before */
export async function spendChallenge(db: Db, row: NewRow<'spent_passkey_challenge'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('spent_passkey_challenge')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/**
 * Deletes a passkey, the other sessions that it began, and every proof that a passkey gave.
 * @param keptSession stays signed in
 * @returns false if the account has no such passkey
 */
export async function deletePasskey(
  db: Db,
  { organizerId, hash, keptSession }: { organizerId: string; hash: Buffer; keptSession: string },
): Promise<boolean> {
  await keepSession(db, organizerId, keptSession, [hash])
  const { numDeletedRows } = await db
    .deleteFrom('passkey')
    .where('organizer_id', '=', organizerId)
    .where('credential_hash', '=', hash)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return false
  await forgetPasskeyProofs(db, organizerId)
  return true
}

/**
 * Deletes every passkey of an account, the sessions that they began, and every proof that they gave.
 * @param keptSession stays signed in
 */
export async function deletePasskeysOf(db: Db, organizerId: string, keptSession: string | null): Promise<void> {
  if (keptSession !== null) {
    const all = await passkeysOf(db, organizerId)
    await keepSession(
      db,
      organizerId,
      keptSession,
      all.map(({ credential_hash }) => credential_hash),
    )
  }
  const { numDeletedRows } = await db.deleteFrom('passkey').where('organizer_id', '=', organizerId).executeTakeFirst()
  if (numDeletedRows > 0n) await forgetPasskeyProofs(db, organizerId)
}

/**
 * Sessions end with the passkey that began them, except one that is detached from it. A session that another passkey began stays
 * attached to that one. Otherwise a thief would remove one passkey to outlive the removal of the stolen one.
 * @param ended the passkeys that end
 */
async function keepSession(db: Db, organizerId: string, sessionId: string, ended: readonly Buffer[]): Promise<void> {
  if (ended.length === 0) return
  await db
    .updateTable('organizer_session')
    .set({ passkey_hash: null })
    .where('id', '=', sessionId)
    .where('passkey_hash', 'in', [...ended])
    .where('organizer_id', '=', organizerId)
    .execute()
}

/** A proof by a mailed code stays. */
async function forgetPasskeyProofs(db: Db, organizerId: string): Promise<void> {
  await db
    .updateTable('organizer_session')
    .set((is) => ({ proved_at: is.ref('mailbox_proved_at') }))
    .where('organizer_id', '=', organizerId)
    .execute()
}
