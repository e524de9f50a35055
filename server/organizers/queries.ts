import type { Db } from '../db/pool.ts'
import type { NewRow, Row } from '../db/schema.ts'

export type OrganizerRow = Row<'organizer'>

export async function organizerByTag(db: Db, tag: Buffer): Promise<OrganizerRow | undefined> {
  return db.selectFrom('organizer').selectAll().where('address_tag', '=', tag).executeTakeFirst()
}

/**
 * Locks the account of an address, so that a session that starts in this transaction does not outlive a change of address which ends
 * the sessions. After waiting for such a change, PostgreSQL does not find the account under its old address.
 */
export async function lockOrganizerByTag(db: Db, tag: Buffer): Promise<OrganizerRow | undefined> {
  return db.selectFrom('organizer').selectAll().where('address_tag', '=', tag).forNoKeyUpdate().executeTakeFirst()
}

/**
 * Inserts an account, or returns the account of this address if there is one.
 * Two requests may create the same account at once. The second waits for the first, and must not overwrite the name that the first
 * one typed. The update changes nothing. PostgreSQL returns the existing row only from an update.
 */
export async function insertOrganizer(db: Db, row: NewRow<'organizer'>): Promise<OrganizerRow> {
  return db
    .insertInto('organizer')
    .values(row)
    .onConflict((conflict) => conflict.column('address_tag').doUpdateSet((is) => ({ name: is.ref('organizer.name') })))
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function anyOrganizer(db: Db): Promise<boolean> {
  return (await db.selectFrom('organizer').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Employers' domains of letters that everybody can read. Refusing an address at such a domain reveals nothing new. */
export async function publicEmployerDomains(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('employer')
    .innerJoin('letter', 'letter.id', 'employer.letter_id')
    .select('employer.domains')
    .where('letter.public', '=', true)
    .execute()
  return rows.flatMap(({ domains }) => domains)
}

/** The query that stores a challenge, for the statement that also stores its code. */
export function newSignInChallenge(db: Db, row: NewRow<'sign_in_challenge'>) {
  return db
    .insertInto('sign_in_challenge')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
}

export async function forgetSignIn(db: Db, id: Buffer): Promise<void> {
  await db.deleteFrom('sign_in_challenge').where('id', '=', id).execute()
}

export async function sweepOrganizers(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('sign_in_challenge').where('expires_at', '<=', now).execute()
  await db.deleteFrom('organizer_session').where('expires_at', '<=', now).execute()
  await db.deleteFrom('invitation').where('expires_at', '<=', now).execute()
  await db.deleteFrom('invitation_mail').where('expires_at', '<=', now).execute()
  await db.deleteFrom('spent_passkey_challenge').where('expires_at', '<=', now).execute()
}

export async function organizerById(db: Db, id: string): Promise<OrganizerRow | undefined> {
  return db.selectFrom('organizer').selectAll().where('id', '=', id).executeTakeFirst()
}
