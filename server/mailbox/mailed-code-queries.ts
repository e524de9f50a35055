import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import { mailsPerAddressAndHour, wrongCodesPerAddressAndHour } from './codes-rules.ts'

export interface NewMailedCode {
  tag: Buffer
  /** Set only for a recipient's code, so that the letter's purge deletes it. */
  letterId: string | null
  id: Buffer
  mac: Buffer
  mailSealed: Buffer
  expiresAt: Date
}

/**
 * Stores a code if the address has a free slot. Otherwise prolongs the newest unused code, so that a stranger who uses up the mails of
 * an address does not lock out its owner. Runs the same statement for every address, so its duration reveals nothing.
 * @returns whether the code must be mailed
 */
export async function keepMailedCode(
  db: Db,
  { tag, letterId, id, mac, mailSealed, expiresAt }: NewMailedCode,
  now: Date,
  limited: boolean,
): Promise<boolean> {
  // With limits, a slot is free an hour after its mail. Without limits, the oldest slot is reused at once.
  const freeBefore = limited ? new Date(now.getTime() - 3_600_000) : now
  const { rows } = await sql<{ kept: boolean }>`
    with slot as (
      select s.slot from generate_series(1, ${mailsPerAddressAndHour}::int) as s(slot)
      left join mailed_code c on c.tag = ${tag}::bytea and c.slot = s.slot
      where c.slot is null or c.created_at <= ${freeBefore}::timestamptz
      order by c.created_at nulls first, s.slot
      limit 1
    ), coded as (
      insert into mailed_code as c (tag, slot, letter_id, code_mac, mail_sealed, id, created_at, expires_at)
      select ${tag}::bytea, slot.slot, ${letterId}::uuid, ${mac}::bytea, ${mailSealed}::bytea, ${id}::bytea,
        ${now}::timestamptz, ${expiresAt}::timestamptz
      from slot
      on conflict (tag, slot) do update
        set code_mac = excluded.code_mac, mail_sealed = excluded.mail_sealed, id = excluded.id,
            created_at = excluded.created_at, expires_at = excluded.expires_at, spent_on = null
        where c.created_at <= ${freeBefore}::timestamptz
      returning 1
    ), prolonged as (
      update mailed_code set expires_at = greatest(expires_at, ${expiresAt}::timestamptz)
      where not exists (select from coded) and (tag, slot) = (
        select n.tag, n.slot from mailed_code n where n.tag = ${tag}::bytea and n.spent_on is null
        order by n.created_at desc, n.slot desc limit 1)
    )
    select exists (select from coded) as kept`.execute(db)
  return rows[0]?.kept === true
}

export async function mailedCode(db: Db, id: Buffer) {
  return db.selectFrom('mailed_code').select(['mail_sealed', 'expires_at']).where('id', '=', id).executeTakeFirst()
}

export async function forgetCodeMail(db: Db, id: Buffer): Promise<void> {
  await db.updateTable('mailed_code').set({ mail_sealed: null }).where('id', '=', id).execute()
}

/** One try of a code in a challenge with this tag. A wrong try counts against the address; the challenge counts its own tries. */
export async function tryMailedCode(
  db: Db,
  tag: Buffer,
  { challengeId, mac }: { challengeId: Buffer; mac: Buffer },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ right: boolean }>`
    select try_mailed_code(${tag}, ${challengeId}, ${mac}, ${now}, ${wrongCodesPerAddressAndHour}) as "right"`.execute(
    db,
  )
  return rows[0]?.right === true
}

/** Binds the code to this challenge, so that it works for no other. */
export async function spendMailedCode(db: Db, tag: Buffer, mac: Buffer, challengeId: Buffer): Promise<void> {
  await db
    .updateTable('mailed_code')
    .set({ spent_on: challengeId, mail_sealed: null })
    .where('tag', '=', tag)
    .where('code_mac', '=', mac)
    .execute()
}

export async function sweepMailedCodes(db: Db, now: Date): Promise<void> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  await db.deleteFrom('mailed_code').where('created_at', '<=', hourAgo).where('expires_at', '<=', now).execute()
  await db.updateTable('mailed_code').set({ mail_sealed: null }).where('expires_at', '<=', now).execute()
  await db
    .deleteFrom('mailed_code_attempts')
    .where('hour', '<=', new Date(hourAgo.getTime() - 3_600_000))
    .execute()
}
