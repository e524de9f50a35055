import { sql, type OperationNodeSource } from 'kysely'
import type { Db } from '../db/pool.ts'
import { codePriority, mailsPerAddressAndHour } from './codes.ts'

export interface NewMailedCode {
  tag: Buffer
  /** The letter whose claims key keeps the code secret: its closing deletes the code. Null for the server's key. */
  claimsOf: string | null
  /** Set for a recipient's code, so that the letter's purge deletes it. */
  letterId: string | null
  /** Limits the mails of an address over all its tags. */
  allowance: { bucket: Buffer; most: number } | null
  id: Buffer
  mac: Buffer
  mailSealed: Buffer
  expiresAt: Date
}

/**
 * Stores a code and queues its mail if the address has a free slot. Otherwise, or if this code exists already, prolongs the newest
 * unused code, so that a stranger who uses up the mails of an address does not lock out its owner. This is one statement, the same
 * for every address, so its duration reveals nothing.
 * @param beside what the same statement writes, because that takes less time than a transaction: the challenge
 * @returns the current epoch, for the challenge's token
 */
export async function storeCode(
  db: Db,
  { tag, claimsOf, letterId, allowance, id, mac, mailSealed, expiresAt }: NewMailedCode,
  beside: readonly OperationNodeSource[],
  now: Date,
  limited: boolean,
): Promise<Buffer> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  // With limits, a slot is free an hour after its mail. Without limits, the oldest slot is reused at once.
  const freeBefore = limited ? hourAgo : now
  const allowed = allowance
    ? sql`insert into mail_allowance as a (bucket, sent, hour)
      select ${allowance.bucket}::bytea, 1, date_trunc('hour', ${now}::timestamptz) from slot
      on conflict (bucket) do update set sent = a.sent + 1
        where a.sent < ${limited ? allowance.most : 1_000_000}::int or not exists (
          select from mailed_code c where c.tag = ${tag}::bytea and c.created_at > ${hourAgo}::timestamptz)
      returning 1`
    : sql`select from slot`
  const written = beside.map((query, index) => sql`${sql.id(`beside_${String(index)}`)} as (${query}),`)
  const { rows } = await sql<{ epoch: Buffer }>`
    with ${sql.join(written, sql` `)} slot as (
      select s.slot from generate_series(1, ${mailsPerAddressAndHour}::int) as s(slot)
      left join mailed_code c on c.tag = ${tag}::bytea and c.slot = s.slot
      where (c.slot is null or c.created_at <= ${freeBefore}::timestamptz)
        and not exists (select from mailed_code m where m.id = ${id}::bytea)
      order by c.created_at nulls first, s.slot
      limit 1
    ), allowed as (${allowed}), coded as (
      insert into mailed_code as c
        (tag, slot, claims_of, letter_id, code_mac, mail_sealed, id, created_at, expires_at)
      select ${tag}::bytea, slot.slot, ${claimsOf}::uuid, ${letterId}::uuid, ${mac}::bytea, ${mailSealed}::bytea,
        ${id}::bytea, ${now}::timestamptz, ${expiresAt}::timestamptz
      from slot, allowed
      on conflict (tag, slot) do update
        set code_mac = excluded.code_mac, mail_sealed = excluded.mail_sealed, id = excluded.id,
            created_at = excluded.created_at, expires_at = excluded.expires_at, spent_on = null
        where c.created_at <= ${freeBefore}::timestamptz and c.id <> excluded.id
      returning id
    ), prolonged as (
      update mailed_code set expires_at = greatest(expires_at, ${expiresAt}::timestamptz)
      where not exists (select from coded) and (tag, slot) = (
        select n.tag, n.slot from mailed_code n where n.tag = ${tag}::bytea and n.spent_on is null
        order by n.created_at desc, n.slot desc limit 1)
    ), queued as (
      select graphile_worker.add_job('send-mailed-code', json_build_object('code', encode(id, 'hex')),
        max_attempts => 6, priority => ${codePriority}::int)
      from coded
    )
    select count(*), current_code_epoch() as epoch from queued`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a code was stored without an answer')
  return row.epoch
}

export async function mailedCode(db: Db, id: Buffer) {
  return db
    .selectFrom('mailed_code')
    .select(['claims_of', 'mail_sealed', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function forgetCodeMail(db: Db, id: Buffer): Promise<void> {
  await db.updateTable('mailed_code').set({ mail_sealed: null }).where('id', '=', id).execute()
}

/**
 * Counts a mail with a code that a domain refused for good. A batch shows the totals to the letter's organizers, and the domain if
 * codes do not arrive there.
 */
export async function countRefusedMail(db: Db, letterId: string, domain: string, day: string): Promise<void> {
  await sql`
    with total as (
      insert into code_total as t (letter_id, refused) values (${letterId}::uuid, 1)
      on conflict (letter_id) do update set refused = t.refused + 1
    )
    insert into refused_mail as m (letter_id, domain, day, refused) values (${letterId}::uuid, ${domain}, ${day}::date, 1)
    on conflict (letter_id, domain, day) do update set refused = m.refused + 1`.execute(db)
}

/**
 * Counts a mail with a code that a domain accepted. If the domain has refused codes, also counts the arrival there. Both counts lock
 * their rows in the order of `countRefusedMail`.
 */
export async function countSentMail(db: Db, letterId: string, domain: string): Promise<void> {
  await sql`
    with total as (
      insert into code_total as t (letter_id, sent) values (${letterId}::uuid, 1)
      on conflict (letter_id) do update set sent = t.sent + 1
    )
    update refused_mail set arrived = arrived + 1
    where letter_id = ${letterId}::uuid and domain = ${domain}
      and day = (select max(day) from refused_mail where letter_id = ${letterId}::uuid and domain = ${domain})`.execute(
    db,
  )
}

/** Deletes the codes that a letter's claims key keeps secret. */
export async function deleteCodesOf(db: Db, letterId: string): Promise<void> {
  for (const table of ['mailed_code', 'mailed_code_attempts'] as const)
    await db.deleteFrom(table).where('claims_of', '=', letterId).execute()
}

export async function sweepMailedCodes(db: Db, now: Date): Promise<void> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  await db.deleteFrom('mailed_code').where('created_at', '<=', hourAgo).where('expires_at', '<=', now).execute()
  await db.updateTable('mailed_code').set({ mail_sealed: null }).where('expires_at', '<=', now).execute()
  for (const table of ['mailed_code_attempts', 'mail_allowance'] as const)
    await db
      .deleteFrom(table)
      .where('hour', '<=', new Date(hourAgo.getTime() - 3_600_000))
      .execute()
}
