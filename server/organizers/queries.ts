import { sql } from 'kysely'
import { currentCodeEpoch } from '../common/code-epoch-queries.ts'
import type { Db } from '../db/pool.ts'
import type { NewRow, Row } from '../db/schema.ts'
import { triesPerChallenge } from '../verification/codes-rules.ts'
import { codesPerAddressAndHour } from './rules.ts'

export type OrganizerRow = Row<'organizer'>
export type SessionRow = Row<'organizer_session'>

export async function organizerByTag(db: Db, tag: Buffer): Promise<OrganizerRow | undefined> {
  return db.selectFrom('organizer').selectAll().where('address_tag', '=', tag).executeTakeFirst()
}

export async function insertOrganizer(db: Db, row: NewRow<'organizer'>): Promise<OrganizerRow> {
  // Of two that come at once the second finds the first's row.
  return db
    .insertInto('organizer')
    .values(row)
    .onConflict((conflict) => conflict.column('address_tag').doUpdateSet({ name: row.name }))
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function anyOrganizer(db: Db): Promise<boolean> {
  return (await db.selectFrom('organizer').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Domains of the employers of letters that everybody can read: refusing an address there tells nothing new. */
export async function publicEmployerDomains(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('employer')
    .innerJoin('letter', 'letter.id', 'employer.letter_id')
    .select('employer.domains')
    .where('letter.public', '=', true)
    .execute()
  return rows.flatMap(({ domains }) => domains)
}

export interface NewSignInChallenge {
  id: Buffer
  tag: Buffer
  mac: Buffer
  mailSealed: Buffer
  bucket: Buffer
  expiresAt: Date
}

/**
 * Opens a challenge; the statement is the same whoever asks and whatever is known of the address. Where the address has had its mails
 * for the hour the challenge has no code that fits.
 * @returns whether its mail may be sent, and the number of now for the challenge's token
 */
export async function openSignIn(
  db: Db,
  { id, tag, mac, mailSealed, bucket, expiresAt }: NewSignInChallenge,
  now: Date,
  limited: boolean,
): Promise<{ allowed: boolean; epoch: Buffer }> {
  const most = limited ? codesPerAddressAndHour : 1_000_000
  const { rows } = await sql<{ allowed: boolean; epoch: Buffer }>`
    with allowed as (
      insert into mail_allowance as a (bucket, sent, hour) values (${bucket}, 1, ${now})
      on conflict (bucket) do update set sent = a.sent + 1 where a.sent < ${most}::int
      returning 1
    ), opened as (
      insert into sign_in_challenge (id, address_tag, code_mac, mail_sealed, attempts_left, created_at, expires_at)
      values (${id}, ${tag}, ${mac}, ${mailSealed},
        case when exists (select 1 from allowed) then ${triesPerChallenge}::int else 0 end, ${now}, ${expiresAt})
    )
    select exists (select 1 from allowed) as allowed, ${currentCodeEpoch} as epoch`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a challenge was opened without an answer')
  return row
}

export async function signInToMail(db: Db, id: Buffer) {
  return db
    .selectFrom('sign_in_challenge')
    .select(['mail_sealed', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** One try: a wrong one costs one of three. Within a transaction the row stays locked, so that a code is good once. */
export async function trySignIn(
  db: Db,
  id: Buffer,
  mac: Buffer,
  now: Date,
): Promise<{ right: boolean; mail_sealed: Buffer | null; address_tag: Buffer } | undefined> {
  const { rows } = await sql<{ right: boolean; mail_sealed: Buffer | null; address_tag: Buffer }>`
    update sign_in_challenge
    set attempts_left = attempts_left - (case when code_mac = ${mac} then 0 else 1 end)
    where id = ${id} and expires_at > ${now} and attempts_left > 0
    returning code_mac = ${mac} as right, mail_sealed, address_tag`.execute(db)
  return rows[0]
}

export async function forgetSignIn(db: Db, id: Buffer): Promise<void> {
  await db.deleteFrom('sign_in_challenge').where('id', '=', id).execute()
}

export async function sweepOrganizers(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('sign_in_challenge').where('expires_at', '<=', now).execute()
  await db.deleteFrom('organizer_session').where('expires_at', '<=', now).execute()
  await db.deleteFrom('invitation').where('expires_at', '<=', now).execute()
  await db.deleteFrom('invitation_mail').where('expires_at', '<=', now).execute()
}

export async function organizerById(db: Db, id: string): Promise<OrganizerRow | undefined> {
  return db.selectFrom('organizer').selectAll().where('id', '=', id).executeTakeFirst()
}
