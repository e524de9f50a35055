import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { NewRow, Row } from '../db/schema.ts'

export async function vouchKeyOf(db: Db, letterId: string): Promise<Row<'vouch_key'> | undefined> {
  return db.selectFrom('vouch_key').selectAll().where('letter_id', '=', letterId).executeTakeFirst()
}

/** Keeps the first key when two requests arrive at the same time. */
export async function keepVouchKey(db: Db, row: NewRow<'vouch_key'>): Promise<void> {
  await db
    .insertInto('vouch_key')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * Records a drawing on the address's claim. It succeeds if the claim has drawn exactly these codes before, or if a first drawing
 * is allowed and the claim has drawn none.
 *
 * The lock on the letter's row makes closing wait. It is taken first, by a separate statement, because a batch rewrites the
 * claims. A single statement that waited for the batch would look for the old row versions in its snapshot.
 */
export async function drawOnce(
  trx: Db,
  claim: { letterId: string; tag: Buffer; drawnHash: Buffer; challengeId: Buffer; first: boolean },
  now: Date,
): Promise<'drawn' | 'nothing' | 'not-open' | 'answered-often'> {
  const { letterId, tag, drawnHash, challengeId, first } = claim
  const { rows: open } = await sql`
    select id from letter where id = ${letterId} and state in ('quiet', 'open') and not paused and closes_at > ${now}
    for key share`.execute(trx)
  if (open.length === 0) return 'not-open'
  const { rows: answered } = await sql`
    update challenge set answers_left = answers_left - 1 where id = ${challengeId} and answers_left > 0
    returning id`.execute(trx)
  if (answered.length === 0) return 'answered-often'
  const { rows } = await sql<{ drawn: boolean }>`
    with drawn as (
      update claim set drawn_hash = ${drawnHash}
      where letter_id = ${letterId} and tag = ${tag}
        and (drawn_hash = ${drawnHash} or (${first}::boolean and drawn_hash is null))
      returning 1
    ), forgotten as (
      update challenge set payload_sealed = '' where id = ${challengeId} and exists (select 1 from drawn)
    )
    select exists (select 1 from drawn) as drawn`.execute(trx)
  return rows[0]?.drawn === true ? 'drawn' : 'nothing'
}

/**
 * Spends a vouching code on a named signature, if the code is unspent. `used` may be a repeated request,
 * which the caller recognizes by the request hash.
 */
export async function spendVouch(
  db: Db,
  spent: { tag: Buffer; requestHash: Buffer },
  signature: Omit<Row<'waiting_signature'>, 'class' | 'employer_id' | 'claim_tag' | 'removal_due'>,
  now: Date,
): Promise<'spent' | 'used' | 'not-open' | 'other-text'> {
  const { letter_id: letterId, id, revision, visibility, verifier, name_sealed, resemblance, facets_sealed } = signature
  const { rows } = await sql<{ open: boolean; current: boolean; spent: boolean }>`
    with open_letter as (
      select id, substance_revision from letter
      where id = ${letterId} and state in ('quiet', 'open') and not paused and closes_at > ${now}
      for key share
    ), current as (
      select id from open_letter where substance_revision <= ${revision}::int
    ), spent as (
      insert into claim (letter_id, tag, request_hash)
      select id, ${spent.tag}::bytea, ${spent.requestHash}::bytea from current
      on conflict do nothing returning 1
    ), kept as (
      insert into waiting_signature
        (id, letter_id, revision, visibility, class, verifier, name_sealed, resemblance, facets_sealed)
      select ${id}::bytea, ${letterId}::uuid, ${revision}::int, ${visibility}::text, 'vouched', ${verifier}::bytea,
        ${name_sealed}::bytea, ${resemblance}::text, ${facets_sealed}::bytea
      from spent
    )
    select exists (select 1 from open_letter) as open, exists (select 1 from current) as current,
      exists (select 1 from spent) as spent`.execute(db)
  const [row] = rows
  if (row?.open !== true) return 'not-open'
  if (!row.current) return 'other-text'
  return row.spent ? 'spent' : 'used'
}
