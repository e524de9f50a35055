import { sql, type Insertable, type Selectable } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Schema } from '../db/schema.ts'
import { wrongCodesPerAddressAndHour } from '../mailbox/codes.ts'

export type SignatureRow = Selectable<Schema['signature']>
export type WaitingRow = Selectable<Schema['waiting_signature']>

/** The purpose of a code: to sign with a name, to take a name away, to get a credential, or to draw vouching codes. */
export type Purpose = 'sign' | 'remove' | 'issue' | 'vouch'

/** The query that stores a challenge, for the statement that also stores its code. A repeated request changes nothing. */
export function newChallenge(db: Db, row: Insertable<Schema['challenge']>) {
  return db
    .insertInto('challenge')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
}

/** The query that deletes a challenge which another one replaces. */
export function replacedChallenge(db: Db, letterId: string, id: Buffer) {
  return db.deleteFrom('challenge').where('id', '=', id).where('letter_id', '=', letterId)
}

/** Counts that somebody said that an address that looks shared is theirs alone. */
export async function countMineAlone(db: Db, letterId: string, day: string): Promise<void> {
  await db
    .insertInto('mine_alone')
    .values({ letter_id: letterId, day, said: 1 })
    .onConflict((conflict) =>
      conflict.columns(['letter_id', 'day']).doUpdateSet((is) => ({ said: is('mine_alone.said', '+', 1) })),
    )
    .execute()
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
): Promise<Tried | undefined> {
  const { rows } = await sql<Tried>`
    select * from try_code(${letterId}, ${challengeId}, ${mac}, ${now}, ${wrongCodesPerAddressAndHour})`.execute(db)
  return rows[0]
}

/** The content of a challenge, needed to mail another code for it. */
export async function challengeById(db: Db, letterId: string, id: Buffer, now: Date) {
  return db
    .selectFrom('challenge')
    .select(['tag', 'purpose', 'payload_sealed'])
    .where('id', '=', id)
    .where('letter_id', '=', letterId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/**
 * Spends the claim of an address or a vouching code on this signature if the claim is unspent and the letter still takes
 * signatures. With a challenge, it also erases the address that the challenge holds. The lock on the letter's row makes closing
 * wait for this statement, and shows this statement a letter that has just closed.
 * @returns `used` also for a repeated request, which the caller recognizes by the request hash; `not-held` where the name was sealed to
 * wait for others and the waiting has ended
 */
export async function spendClaim(
  db: Db,
  claim: { letterId: string; tag: Buffer; requestHash: Buffer; challengeId: Buffer | null },
  signature: Insertable<Schema['waiting_signature']>,
  now: Date,
): Promise<'spent' | 'used' | 'not-open' | 'other-text' | 'not-held'> {
  const { letterId, tag, requestHash, challengeId } = claim
  const { id, revision, visibility, employer_id, verifier, name_sealed, resemblance, claim_tag } = signature
  const { rows } = await sql<{ outcome: 'spent' | 'used' | 'not-open' | 'other-text' | 'not-held' }>`
    with claimed as materialized (
      select spend_claim_on_name(${letterId}, ${tag}, ${requestHash}, ${now}, ${challengeId}, ${revision},
        ${Boolean(signature.held_sealed)}) as outcome
    ), kept as (
      insert into waiting_signature
        (id, letter_id, revision, visibility, class, employer_id, verifier, name_sealed, held_sealed, resemblance, claim_tag,
         facets_sealed, for_log_sealed)
      select ${id}::bytea, ${letterId}::uuid, ${revision}::int, ${visibility}::text, ${signature.class}::text,
        ${employer_id ?? null}::uuid, ${verifier}::bytea, ${name_sealed ?? null}::bytea,
        ${signature.held_sealed ?? null}::bytea, ${resemblance ?? null}::text,
        ${claim_tag ?? null}::bytea, ${signature.facets_sealed ?? null}::bytea, ${signature.for_log_sealed ?? null}::bytea
      from claimed where outcome = 'spent'
    )
    select outcome from claimed`.execute(db)
  return rows[0]?.outcome ?? 'not-open'
}

export async function claimIs(db: Db, letterId: string, tag: Buffer, requestHash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ request_hash: Buffer }>`
    select request_hash from find_claim(${letterId}, ${tag})`.execute(db)
  return rows[0]?.request_hash.equals(requestHash) === true
}

export async function sweepChallenges(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('challenge').where('expires_at', '<=', now).execute()
}
