import { sql } from 'kysely'
import { currentCodeEpoch } from '../common/code-epoch-queries.ts'
import type { Db } from '../db/pool.ts'
import { triesPerChallenge } from '../verification/codes-rules.ts'
import { codesPerAddressAndHour } from './rules.ts'

export interface NewSubscriberChallenge {
  id: Buffer
  letterId: string
  mac: Buffer
  mailSealed: Buffer
  bucket: Buffer
  expiresAt: Date
}

/**
 * Opens a challenge; the statement is the same whoever asks, and looks at no list. Where the address has had its mails for the hour
 * the challenge has no code that fits.
 * @returns whether its mail may be sent, and the number of now for the challenge's token
 */
export async function openSubscription(
  db: Db,
  { id, letterId, mac, mailSealed, bucket, expiresAt }: NewSubscriberChallenge,
  now: Date,
  limited: boolean,
): Promise<{ allowed: boolean; epoch: Buffer }> {
  const most = limited ? codesPerAddressAndHour : 1_000_000
  const { rows } = await sql<{ allowed: boolean; epoch: Buffer }>`
    with allowed as (
      insert into mail_allowance as a (bucket, sent, hour) values (${bucket}, 1, date_trunc('hour', ${now}::timestamptz))
      on conflict (bucket) do update set sent = a.sent + 1 where a.sent < ${most}::int
      returning 1
    ), opened as (
      insert into subscriber_challenge (id, letter_id, code_mac, mail_sealed, attempts_left, expires_at)
      values (${id}, ${letterId}, ${mac}, ${mailSealed},
        case when exists (select 1 from allowed) then ${triesPerChallenge}::int else 0 end, ${expiresAt})
    )
    select exists (select 1 from allowed) as allowed, ${currentCodeEpoch} as epoch`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a challenge was opened without an answer')
  return row
}

export async function subscriptionToMail(db: Db, id: Buffer) {
  return db
    .selectFrom('subscriber_challenge')
    .select(['letter_id', 'mail_sealed', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** One try: a wrong one costs one of three. The right code is good as often as it is typed. */
export async function trySubscription(
  db: Db,
  letterId: string,
  id: Buffer,
  mac: Buffer,
  now: Date,
): Promise<{ right: boolean; mail_sealed: Buffer } | undefined> {
  const { rows } = await sql<{ right: boolean; mail_sealed: Buffer }>`
    update subscriber_challenge
    set attempts_left = attempts_left - (case when code_mac = ${mac} then 0 else 1 end)
    where id = ${id} and letter_id = ${letterId} and expires_at > ${now} and attempts_left > 0
    returning code_mac = ${mac} as right, mail_sealed`.execute(db)
  return rows[0]
}

export async function sweepSubscriptions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('subscriber_challenge').where('expires_at', '<=', now).execute()
}

/** Whoever is on the list already stays as they are. */
export async function insertSubscriber(
  db: Db,
  row: { id: Buffer; letter_id: string; address_tag: Buffer; address_sealed: Buffer },
): Promise<void> {
  await db
    .insertInto('subscriber')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteSubscriber(db: Db, id: Buffer): Promise<void> {
  await db.deleteFrom('subscriber').where('id', '=', id).execute()
}

export async function countSubscribers(db: Db, letterId: string): Promise<number> {
  const { count } = await db
    .selectFrom('subscriber')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('letter_id', '=', letterId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** All domains of a letter's employers, those of earlier revisions too. */
export async function employerDomains(db: Db, letterId: string): Promise<string[]> {
  const rows = await db.selectFrom('employer').select('domains').where('letter_id', '=', letterId).execute()
  return rows.flatMap(({ domains }) => domains)
}
