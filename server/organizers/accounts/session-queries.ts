import type { Db } from '../../db/pool.ts'
import type { NewRow } from '../../db/schema.ts'

export interface SessionOwner {
  id: string
  name: string
  sessionId: string
  /** When the session last proved its person, with a mailed code or a passkey. */
  provedAt: Date | null
  /** When it last did so with a mailed code. */
  mailboxProvedAt: Date | null
}

export async function insertSession(db: Db, row: NewRow<'organizer_session'>): Promise<void> {
  await db.insertInto('organizer_session').values(row).execute()
}

export async function ownerOfSession(db: Db, sessionId: string, now: Date): Promise<SessionOwner | undefined> {
  return db
    .selectFrom('organizer_session as session')
    .innerJoin('organizer', 'organizer.id', 'session.organizer_id')
    .select(['organizer.id', 'organizer.name', 'session.id as sessionId'])
    .select(['session.proved_at as provedAt', 'session.mailbox_proved_at as mailboxProvedAt'])
    .where('session.id', '=', sessionId)
    .where('session.expires_at', '>', now)
    .executeTakeFirst()
}

/**
 * Replaces the session's secret. Atomic, so of concurrent renewals one succeeds.
 * @returns false if `from` is not the session's current secret, or the session has expired
 */
export async function replaceSecret(
  db: Db,
  sessionId: string,
  { from, to }: { from: Buffer; to: Buffer },
  { day, end }: { day: string; end: Date },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('organizer_session')
    .set({ refresh_hash: to, last_used_on: day, expires_at: end })
    .where('id', '=', sessionId)
    .where('refresh_hash', '=', from)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function isSecret(db: Db, sessionId: string, hash: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('organizer_session')
    .select('id')
    .where('id', '=', sessionId)
    .where('refresh_hash', '=', hash)
    .executeTakeFirst()
  return row !== undefined
}

/** @param mailbox true if a mailed code proved the mailbox, and not a passkey */
export async function setProved(
  db: Db,
  sessionId: string,
  { at, mailbox }: { at: Date; mailbox: boolean },
): Promise<void> {
  await db
    .updateTable('organizer_session')
    .set({ proved_at: at, ...(mailbox && { mailbox_proved_at: at }) })
    .where('id', '=', sessionId)
    .execute()
}

export async function sessionsOf(db: Db, organizerId: string, now: Date) {
  return db
    .selectFrom('organizer_session')
    .select(['id', 'label', 'created_on', 'last_used_on'])
    .where('organizer_id', '=', organizerId)
    .where('expires_at', '>', now)
    .orderBy('last_used_on', 'desc')
    .orderBy('id')
    .execute()
}

export async function deleteSession(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('organizer_session').where('id', '=', sessionId).execute()
}

export async function deleteSessionOf(db: Db, organizerId: string, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('organizer_session')
    .where('organizer_id', '=', organizerId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteSessionsOf(db: Db, organizerId: string): Promise<void> {
  await db.deleteFrom('organizer_session').where('organizer_id', '=', organizerId).execute()
}
