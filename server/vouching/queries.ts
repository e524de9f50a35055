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
