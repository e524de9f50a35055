import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Row } from '../../db/schema.ts'
import type { Role } from '../rules.ts'

/** SQLSTATE unique_violation. */
const uniqueViolation = '23505'

/**
 * Locks an account until the end of the transaction, so that acts on it run one after another. The lock lets other transactions refer to
 * the account (FOR NO KEY UPDATE), because these may hold a letter's lock that `noteActivity` waits for.
 * @returns undefined if it was deleted
 */
export async function lockOrganizer(db: Db, organizerId: string): Promise<Row<'organizer'> | undefined> {
  return db.selectFrom('organizer').selectAll().where('id', '=', organizerId).forNoKeyUpdate().executeTakeFirst()
}

/** Returns true if a recovery code started this session a short time ago. */
export async function sessionRecovers(db: Db, organizerId: string, sessionId: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('organizer_session')
    .select('id')
    .where('id', '=', sessionId)
    .where('organizer_id', '=', organizerId)
    .where('recovers_until', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteOtherSessions(db: Db, organizerId: string, sessionId: string | null): Promise<void> {
  await db
    .deleteFrom('organizer_session')
    .where('organizer_id', '=', organizerId)
    .$if(sessionId !== null, (query) => query.where('id', '<>', sessionId ?? ''))
    .execute()
}

/**
 * Stores a new set of codes. Sets before the current one keep their end.
 * @param currentEnd when the codes of the current set end; null deletes them now
 */
export async function replaceCodes(
  db: Db,
  organizerId: string,
  hashes: readonly Buffer[],
  currentEnd: Date | null,
): Promise<void> {
  if (currentEnd === null)
    await db.deleteFrom('recovery_code').where('organizer_id', '=', organizerId).where('ends_at', 'is', null).execute()
  else
    await db
      .updateTable('recovery_code')
      .set({ ends_at: currentEnd })
      .where('organizer_id', '=', organizerId)
      .where('ends_at', 'is', null)
      .execute()
  await db
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ code_hash, organizer_id: organizerId })))
    .execute()
}

export async function deleteCodes(db: Db, organizerId: string): Promise<void> {
  await db.deleteFrom('recovery_code').where('organizer_id', '=', organizerId).execute()
}

/** The account of a recovery code that is still good. */
export async function accountOfCode(db: Db, hash: Buffer, now: Date): Promise<string | undefined> {
  const row = await db
    .selectFrom('recovery_code')
    .select('organizer_id')
    .where('code_hash', '=', hash)
    .where((is) => is.or([is('ends_at', 'is', null), is('ends_at', '>', now)]))
    .executeTakeFirst()
  return row?.organizer_id
}

/** Deletes a recovery code. @returns false if another request has used it */
export async function spendCode(db: Db, hash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('recovery_code').where('code_hash', '=', hash).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function recoveryOf(db: Db, organizerId: string, now: Date) {
  const [codes, change, link] = await Promise.all([
    db
      .selectFrom('recovery_code')
      .select(({ fn }) => fn.countAll<string>().as('left'))
      .where('organizer_id', '=', organizerId)
      .where('ends_at', 'is', null)
      .executeTakeFirst(),
    db.selectFrom('address_change').select('due_at').where('organizer_id', '=', organizerId).executeTakeFirst(),
    db
      .selectFrom('recovery_link')
      .select('expires_at')
      .where('organizer_id', '=', organizerId)
      .where('expires_at', '>', now)
      .executeTakeFirst(),
  ])
  return {
    codesLeft: Number(codes?.left ?? 0),
    changeDueAt: change?.due_at ?? null,
    linkUntil: link?.expires_at ?? null,
  }
}

/** The query that stores a challenge, for the statement that also stores its code. */
export function newAccountChallenge(db: Db, row: NewRow<'account_challenge'>) {
  return db
    .insertInto('account_challenge')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
}

/** Locks an open challenge until the end of the transaction. */
export async function lockChallenge(
  db: Db,
  id: Buffer,
  organizerId: string,
  acts: readonly string[],
  now: Date,
): Promise<Row<'account_challenge'> | undefined> {
  return db
    .selectFrom('account_challenge')
    .selectAll()
    .where('id', '=', id)
    .where('organizer_id', '=', organizerId)
    .where('act', 'in', acts)
    .where('expires_at', '>', now)
    .where('attempts_left', '>', 0)
    .forUpdate()
    .executeTakeFirst()
}

export async function useTry(db: Db, id: Buffer): Promise<void> {
  await sql`update account_challenge set attempts_left = attempts_left - 1 where id = ${id}`.execute(db)
}

/** Deletes every open challenge of an account, so that each act needs codes that were asked for after the last one. */
export async function forgetChallenges(db: Db, organizerId: string): Promise<void> {
  await db.deleteFrom('account_challenge').where('organizer_id', '=', organizerId).execute()
}

/**
 * Call it last in a transaction. It takes a stronger lock than `lockOrganizer`, because the tag is a key. The unique index decides
 * between two accounts that take one address at the same moment.
 * @returns false if another account has the address. PostgreSQL has then ended the transaction, so the caller must throw.
 */
export async function setAddress(
  db: Db,
  organizerId: string,
  address: { address_tag: Buffer; address_sealed: Buffer },
): Promise<boolean> {
  try {
    await db.updateTable('organizer').set(address).where('id', '=', organizerId).execute()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === uniqueViolation) return false
    throw error
  }
}

export async function keepChange(db: Db, row: NewRow<'address_change'>): Promise<void> {
  await db
    .insertInto('address_change')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('organizer_id').doUpdateSet((is) => ({
        address_tag: is.ref('excluded.address_tag'),
        address_sealed: is.ref('excluded.address_sealed'),
        due_at: is.ref('excluded.due_at'),
      })),
    )
    .execute()
}

/** Ends everything that waits to change an account's address. @returns false if nothing did */
export async function forgetChange(db: Db, organizerId: string): Promise<boolean> {
  const change = await db.deleteFrom('address_change').where('organizer_id', '=', organizerId).executeTakeFirst()
  const link = await db.deleteFrom('recovery_link').where('organizer_id', '=', organizerId).executeTakeFirst()
  return change.numDeletedRows + link.numDeletedRows > 0n
}

export async function dueChanges(db: Db, now: Date): Promise<string[]> {
  const rows = await db.selectFrom('address_change').select('organizer_id').where('due_at', '<=', now).execute()
  return rows.map(({ organizer_id }) => organizer_id)
}

/** Deletes and returns the change of an account if it is due. */
export async function takeDueChange(
  db: Db,
  organizerId: string,
  now: Date,
): Promise<Row<'address_change'> | undefined> {
  return db
    .deleteFrom('address_change')
    .where('organizer_id', '=', organizerId)
    .where('due_at', '<=', now)
    .returningAll()
    .executeTakeFirst()
}

/** Stores the operator's link. An earlier one stops working. */
export async function replaceLink(db: Db, row: NewRow<'recovery_link'>): Promise<void> {
  await db.deleteFrom('recovery_link').where('organizer_id', '=', row.organizer_id).execute()
  await db.insertInto('recovery_link').values(row).execute()
}

/** The account of the operator's link. */
export async function accountOfLink(db: Db, tokenHash: Buffer, now: Date) {
  return db
    .selectFrom('recovery_link')
    .innerJoin('organizer', 'organizer.id', 'recovery_link.organizer_id')
    .select(['organizer.id', 'organizer.name', 'recovery_link.expires_at'])
    .where('recovery_link.token_hash', '=', tokenHash)
    .where('recovery_link.expires_at', '>', now)
    .executeTakeFirst()
}

/** @returns false if the link was used, replaced or cancelled meanwhile */
export async function takeLink(db: Db, tokenHash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('recovery_link').where('token_hash', '=', tokenHash).executeTakeFirst()
  return numDeletedRows > 0n
}

/** The organizers of the letter with this id, public address or hash of its quiet link. */
export async function organizersOfLetter(
  db: Db,
  letter: string,
  quietHash: Buffer | null,
): Promise<{ id: string; name: string; role: Role }[]> {
  return db
    .selectFrom('membership')
    .innerJoin('organizer', 'organizer.id', 'membership.organizer_id')
    .innerJoin('letter', 'letter.id', 'membership.letter_id')
    .select(['organizer.id', 'organizer.name', 'membership.role'])
    .where((is) =>
      is.or([
        is(sql`letter.id::text`, '=', letter),
        is('letter.slug', '=', letter),
        is('letter.quiet_hash', '=', quietHash),
      ]),
    )
    .orderBy('organizer.name')
    .orderBy('organizer.id')
    .execute()
}

export async function lettersOf(db: Db, organizerId: string): Promise<string[]> {
  const rows = await db.selectFrom('membership').select('letter_id').where('organizer_id', '=', organizerId).execute()
  return rows.map(({ letter_id }) => letter_id)
}

/** The other owners of all letters that an organizer works on, each once. */
export async function otherOwnersOf(db: Db, organizerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('membership as mine')
    .innerJoin('membership as theirs', 'theirs.letter_id', 'mine.letter_id')
    .select('theirs.organizer_id')
    .distinct()
    .where('mine.organizer_id', '=', organizerId)
    .where('theirs.organizer_id', '<>', organizerId)
    .where('theirs.role', '=', 'owner')
    // One order for all transactions that enqueue a mail to each, so that none blocks another.
    .orderBy('theirs.organizer_id')
    .execute()
  return rows.map(({ organizer_id }) => organizer_id)
}

export async function insertNotice(db: Db, row: NewRow<'account_notice'>): Promise<void> {
  await db.insertInto('account_notice').values(row).execute()
}

export async function noticeToMail(db: Db, id: Buffer): Promise<Buffer | undefined> {
  const row = await db.selectFrom('account_notice').select('mail_sealed').where('id', '=', id).executeTakeFirst()
  return row?.mail_sealed
}

export async function forgetNotice(db: Db, id: Buffer): Promise<void> {
  await db.deleteFrom('account_notice').where('id', '=', id).execute()
}

export async function sweepRecovery(db: Db, now: Date): Promise<void> {
  for (const table of ['account_challenge', 'account_notice', 'recovery_link'] as const)
    await db.deleteFrom(table).where('expires_at', '<=', now).execute()
  await db.deleteFrom('recovery_code').where('ends_at', '<=', now).execute()
}
