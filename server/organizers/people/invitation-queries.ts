import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Row } from '../../db/schema.ts'
import { greaterRole, type Role } from '../rules.ts'

export type InvitationRow = Row<'invitation'>

/** @returns false if it is stored already */
export async function insertInvitation(db: Db, row: NewRow<'invitation'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('invitation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function invitationBy(db: Db, tokenHash: Buffer): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitation').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
}

/** Deletes and returns an invitation. Of concurrent requests with the same token, one gets it. */
export async function takeInvitation(db: Db, tokenHash: Buffer, now: Date): Promise<InvitationRow | undefined> {
  return db
    .deleteFrom('invitation')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
}

export async function invitationByHash(db: Db, tokenHash: Buffer, now: Date) {
  return db
    .selectFrom('invitation')
    .leftJoin('organizer', 'organizer.id', 'invitation.invited_by')
    .select(['invitation.role', 'invitation.letter_id', 'invitation.expires_at', 'organizer.name as invited_by'])
    .where('invitation.token_hash', '=', tokenHash)
    .where('invitation.expires_at', '>', now)
    .executeTakeFirst()
}

/** Open invitations to a letter. With null, those to the server that this organizer made. */
export async function openInvitations(db: Db, letterId: string | null, organizerId: string, now: Date) {
  return db
    .selectFrom('invitation')
    .leftJoin('organizer', 'organizer.id', 'invitation.invited_by')
    .select(['invitation.token_hash', 'invitation.role', 'invitation.expires_at', 'organizer.name as invited_by'])
    .where('invitation.expires_at', '>', now)
    .where((is) =>
      letterId === null
        ? is.and([is('invitation.letter_id', 'is', null), is('invitation.invited_by', '=', organizerId)])
        : is('invitation.letter_id', '=', letterId),
    )
    .orderBy('invitation.expires_at')
    .orderBy('invitation.token_hash')
    .execute()
}

export async function deleteInvitation(
  db: Db,
  tokenHash: Buffer,
  of: { letterId: string } | { organizerId: string },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('invitation')
    .where('token_hash', '=', tokenHash)
    .where((is) =>
      'letterId' in of
        ? is('letter_id', '=', of.letterId)
        : is.and([is('letter_id', 'is', null), is('invited_by', '=', of.organizerId)]),
    )
    .executeTakeFirst()
  if (numDeletedRows > 0n) await forgetInvitationMail(db, tokenHash)
  return numDeletedRows > 0n
}

/** Deletes the invitations of a person who is no longer an owner. */
export async function deleteInvitationsBy(db: Db, letterId: string, organizerId: string): Promise<void> {
  await db.deleteFrom('invitation').where('letter_id', '=', letterId).where('invited_by', '=', organizerId).execute()
}

/** Lets one process at a time create the link for the first organizer. */
export async function lockFirstInvitation(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('first organizer'))`.execute(db)
}

/** The open link for the first organizer. */
export async function firstInvitation(db: Db, now: Date) {
  return db
    .selectFrom('invitation')
    .select(['expires_at', 'token_hash'])
    .where('letter_id', 'is', null)
    .where('invited_by', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** Stores the link for the first organizer, and deletes the previous one. */
export async function replaceFirstInvitation(db: Db, row: NewRow<'invitation'>): Promise<void> {
  await db.deleteFrom('invitation').where('letter_id', 'is', null).where('invited_by', 'is', null).execute()
  await insertInvitation(db, row)
}

/** Adds a person to a letter. A person who belongs to it already keeps the greater of both roles. */
export async function joinLetter(db: Db, letterId: string, organizerId: string, role: Role, now: Date): Promise<Role> {
  const known = await db
    .selectFrom('membership')
    .select(['role', 'owner_since'])
    .where('letter_id', '=', letterId)
    .where('organizer_id', '=', organizerId)
    .forUpdate()
    .executeTakeFirst()
  const joined = known ? greaterRole(known.role, role) : role
  const since = known?.role === 'owner' ? known.owner_since : joined === 'owner' ? now : null
  await db
    .insertInto('membership')
    .values({ letter_id: letterId, organizer_id: organizerId, role: joined, owner_since: since })
    .onConflict((conflict) =>
      conflict.columns(['letter_id', 'organizer_id']).doUpdateSet({ role: joined, owner_since: since }),
    )
    .execute()
  return joined
}

/** The letters that somebody organizes. */
export async function memberLetters(db: Db, organizerId: string): Promise<Row<'letter'>[]> {
  return db
    .selectFrom('letter')
    .innerJoin('membership as m', 'm.letter_id', 'letter.id')
    .selectAll('letter')
    .where('m.organizer_id', '=', organizerId)
    .execute()
}

/** Employers' domains in the published text of a letter. */
export async function publishedDomainsOf(db: Db, letterId: string): Promise<string[]> {
  const published = await db.selectFrom('employer').select('domains').where('letter_id', '=', letterId).execute()
  return published.flatMap(({ domains }) => domains)
}

export async function insertInvitationMail(db: Db, row: NewRow<'invitation_mail'>): Promise<void> {
  await db.insertInto('invitation_mail').values(row).execute()
}

/** The mail of an invitation, if the invitation is still open. */
export async function invitationToMail(db: Db, tokenHash: Buffer, now: Date) {
  return db
    .selectFrom('invitation_mail as m')
    .innerJoin('invitation as i', 'i.token_hash', 'm.token_hash')
    .select(['m.mail_sealed', 'i.expires_at', 'i.letter_id'])
    .where('m.token_hash', '=', tokenHash)
    .where('i.expires_at', '>', now)
    .executeTakeFirst()
}

export async function forgetInvitationMail(db: Db, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom('invitation_mail').where('token_hash', '=', tokenHash).execute()
}
