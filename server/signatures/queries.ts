import { sql, type Insertable, type Selectable } from 'kysely'
import { currentCodeEpoch } from '../mailbox/code-epoch-queries.ts'
import type { Db } from '../db/pool.ts'
import type { Schema } from '../db/schema.ts'
import { codePriority, mailsPerAddressAndHour, triesPerChallenge } from '../mailbox/codes-rules.ts'
import { mailsPerAddressAndHourOverall } from './rules.ts'

export type SignatureRow = Selectable<Schema['signature']>
export type WaitingRow = Selectable<Schema['waiting_signature']>

/** The purpose of a code: to sign with a name, to take a name away, to get a credential, or to draw vouching codes. */
export type Purpose = 'sign' | 'remove' | 'issue' | 'vouch'

export interface NewChallenge {
  id: Buffer
  letterId: string
  tag: Buffer
  purpose: Purpose
  payloadSealed: Buffer
  expiresAt: Date
  replaces: Buffer | null
}
export interface NewCode {
  id: Buffer
  mac: Buffer
  mailSealed: Buffer
  /** Keyed hash of the address in the current hour, the same for all letters. */
  bucket: Buffer
  expiresAt: Date
}

/**
 * Opens a challenge and queues its mail, in one statement. The statement does not read claims and is the same for every requester
 * and address, so it is no oracle. When the address has received its mails for the hour, no mail is queued. The newest code is
 * then prolonged and is valid for this challenge too, and the page says the same.
 * @returns the current code epoch, for the challenge's token
 */
export async function openChallenge(
  db: Db,
  challenge: NewChallenge,
  code: NewCode,
  now: Date,
  limited: boolean,
): Promise<Buffer> {
  const { id, letterId, tag, purpose, payloadSealed, expiresAt, replaces } = challenge
  const { rows } = await sql<{ epoch: Buffer }>`
    with replaced as (
      delete from challenge where id = ${replaces}::bytea and letter_id = ${letterId}::uuid
    ), opened as (
      insert into challenge (id, letter_id, tag, purpose, payload_sealed, attempts_left, created_at, expires_at)
      values (${id}, ${letterId}, ${tag}, ${purpose}, ${payloadSealed}, ${triesPerChallenge}, ${now}, ${expiresAt})
    ), ${codeAndMail(letterId, tag, code, now, limited)}
    select count(*), ${currentCodeEpoch} as epoch from queued`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a challenge was opened without an answer')
  return row.epoch
}

/** Queues another code for an open challenge. */
export async function mailAnotherCode(
  db: Db,
  letterId: string,
  tag: Buffer,
  code: NewCode,
  now: Date,
  limited: boolean,
): Promise<void> {
  await sql`with ${codeAndMail(letterId, tag, code, now, limited)} select count(*) from queued`.execute(db)
}

/**
 * The CTEs that open a slot for a code and queue its mail: a free slot of the address on this letter, its limit over all letters,
 * and the job that mails the code. If no code is stored, the newest one is prolonged instead.
 */
function codeAndMail(letterId: string, tag: Buffer, code: NewCode, now: Date, limited: boolean) {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  const most = limited ? mailsPerAddressAndHourOverall : 1_000_000
  // Without limits, the oldest slot is reused. With limits, a slot becomes free an hour after its mail.
  const freeBefore = limited ? hourAgo : now
  return sql`slot as (
      select s.slot from generate_series(1, ${mailsPerAddressAndHour}::int) as s(slot)
      left join code c on c.letter_id = ${letterId}::uuid and c.tag = ${tag}::bytea and c.slot = s.slot
      where c.slot is null or c.created_at <= ${freeBefore}::timestamptz
      order by c.created_at nulls first, s.slot
      limit 1
    ), allowed as (
      insert into mail_allowance as a (bucket, sent, hour)
      select ${code.bucket}::bytea, 1, date_trunc('hour', ${now}::timestamptz) from slot
      on conflict (bucket) do update set sent = a.sent + 1
        where a.sent < ${most}::int or not exists (
          select from code c where c.letter_id = ${letterId}::uuid and c.tag = ${tag}::bytea
            and c.created_at > ${hourAgo}::timestamptz)
      returning 1
    ), coded as (
      insert into code as c (letter_id, tag, slot, code_mac, mail_sealed, id, created_at, expires_at)
      select ${letterId}::uuid, ${tag}::bytea, slot.slot, ${code.mac}::bytea, ${code.mailSealed}::bytea, ${code.id}::bytea,
        ${now}::timestamptz, ${code.expiresAt}::timestamptz
      from slot, allowed
      on conflict (letter_id, tag, slot) do update
        set code_mac = excluded.code_mac, mail_sealed = excluded.mail_sealed, id = excluded.id,
            created_at = excluded.created_at, expires_at = excluded.expires_at
        where c.created_at <= ${freeBefore}::timestamptz
      returning id
    ), prolonged as (
      update code set expires_at = greatest(expires_at, ${code.expiresAt}::timestamptz)
      where not exists (select from coded) and (letter_id, tag, slot) = (
        select n.letter_id, n.tag, n.slot from code n where n.letter_id = ${letterId}::uuid and n.tag = ${tag}::bytea
        order by n.created_at desc, n.slot desc limit 1)
    ), queued as (
      select graphile_worker.add_job('send-code', json_build_object('code', encode(id, 'hex')), max_attempts => 6,
        priority => ${codePriority}::int)
      from coded
    )`
}

export interface Tried {
  tag: Buffer
  purpose: Purpose
  payload_sealed: Buffer
  right: boolean
}

/**
 * Tries a code in a challenge. It is right if it equals any unexpired code that was mailed to the same address for this letter,
 * unless the address had too many wrong tries in this hour. A wrong try uses up one try of this challenge and of no other.
 * @returns undefined when the challenge is unknown, expired or used up
 */
export async function tryCode(
  db: Db,
  letterId: string,
  challengeId: Buffer,
  mac: Buffer,
  now: Date,
  mostWrong: number,
): Promise<Tried | undefined> {
  const { rows } = await sql<Tried>`
    select * from try_code(${letterId}, ${challengeId}, ${mac}, ${now}, ${mostWrong})`.execute(db)
  return rows[0]
}

/** The content of a challenge, needed to mail another code for it. */
export async function challengeById(db: Db, letterId: string, id: Buffer, now: Date) {
  return db
    .selectFrom('challenge')
    .select(['tag', 'purpose', 'payload_sealed', 'expires_at'])
    .where('id', '=', id)
    .where('letter_id', '=', letterId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/**
 * Spends the claim of an address or a vouching code on this signature if the claim is unspent and the letter still takes
 * signatures. With a challenge, it also erases the address that the challenge holds. The lock on the letter's row makes closing wait
 * for this statement, and shows this statement a letter that has just closed.
 * @returns `used` also for a repeated request, which the caller recognizes by the request hash
 */
export async function spendClaim(
  db: Db,
  claim: { letterId: string; tag: Buffer; requestHash: Buffer; challengeId: Buffer | null },
  signature: Insertable<Schema['waiting_signature']>,
  now: Date,
): Promise<'spent' | 'used' | 'not-open' | 'other-text'> {
  const { letterId, tag, requestHash, challengeId } = claim
  const { id, revision, visibility, employer_id, verifier, name_sealed, resemblance, claim_tag, facets_sealed } =
    signature
  const { rows } = await sql<{ open: boolean; current: boolean; spent: boolean }>`
    with open_letter as (
      select id, substance_revision from letter
      where id = ${letterId} and state in ('quiet', 'open') and not paused and closes_at > ${now}
      for key share
    ), current as (
      select id from open_letter where substance_revision <= ${revision}::int
    ), spent as (
      insert into claim (letter_id, tag, request_hash) select id, ${tag}::bytea, ${requestHash}::bytea from current
      on conflict do nothing returning 1
    ), kept as (
      insert into waiting_signature
        (id, letter_id, revision, visibility, class, employer_id, verifier, name_sealed, resemblance, claim_tag,
         facets_sealed)
      select ${id}::bytea, ${letterId}::uuid, ${revision}::int, ${visibility}::text, ${signature.class}::text,
        ${employer_id ?? null}::uuid, ${verifier}::bytea, ${name_sealed ?? null}::bytea, ${resemblance ?? null}::text,
        ${claim_tag ?? null}::bytea, ${facets_sealed ?? null}::bytea
      from spent
    ), forgotten as (
      update challenge set payload_sealed = '' where id = ${challengeId} and exists (select 1 from current)
    ), unmailed as (
      update code set mail_sealed = null
      where letter_id = ${letterId} and tag = ${tag} and mail_sealed is not null and exists (select 1 from current)
    )
    select exists (select 1 from open_letter) as open, exists (select 1 from current) as current,
      exists (select 1 from spent) as spent`.execute(db)
  const [row] = rows
  if (row?.open !== true) return 'not-open'
  if (!row.current) return 'other-text'
  return row.spent ? 'spent' : 'used'
}

export async function claimIs(db: Db, letterId: string, tag: Buffer, requestHash: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('claim')
    .select('request_hash')
    .where('letter_id', '=', letterId)
    .where('tag', '=', tag)
    .executeTakeFirst()
  return row !== undefined && row.request_hash.equals(requestHash)
}

export async function codeToMail(db: Db, id: Buffer) {
  return db
    .selectFrom('code')
    .select(['letter_id', 'mail_sealed', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function forgetMail(db: Db, id: Buffer): Promise<void> {
  await db.updateTable('code').set({ mail_sealed: null }).where('id', '=', id).execute()
}

/** Erases expired challenges, codes and counters. */
export async function sweepCodes(db: Db, now: Date): Promise<void> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  await db.deleteFrom('challenge').where('expires_at', '<=', now).execute()
  await db.deleteFrom('code').where('created_at', '<=', hourAgo).where('expires_at', '<=', now).execute()
  await db.updateTable('code').set({ mail_sealed: null }).where('expires_at', '<=', now).execute()
  await db
    .deleteFrom('code_attempts')
    .where('hour', '<=', new Date(hourAgo.getTime() - 3_600_000))
    .execute()
  await db
    .deleteFrom('mail_allowance')
    .where('hour', '<=', new Date(hourAgo.getTime() - 3_600_000))
    .execute()
}

export async function countRefusedMail(db: Db, letterId: string, domain: string, day: string): Promise<void> {
  await db
    .insertInto('refused_mail')
    .values({ letter_id: letterId, domain, day, refused: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['letter_id', 'domain', 'day'])
        .doUpdateSet((is) => ({ refused: is('refused_mail.refused', '+', 1) })),
    )
    .execute()
}
