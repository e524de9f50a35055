import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { CodeClass, NewRow, Row } from '../db/schema.ts'

/** A key that can sign codes. The private half cannot be opened any more once the letter is closed. */
export interface SigningCodeKey extends Row<'code_key'> {
  private_sealed: Buffer
}

/** Returns all keys of this class that ever signed codes of the letter, to check codes. */
export async function codeKeysOf(db: Db, letterId: string, verification: CodeClass): Promise<Row<'code_key'>[]> {
  return db
    .selectFrom('code_key')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('class', '=', verification)
    .execute()
}

/** Returns the key that signs codes of this class. */
export async function codeKeyOf(
  db: Db,
  letterId: string,
  verification: CodeClass,
): Promise<SigningCodeKey | undefined> {
  const keys = await codeKeysOf(db, letterId, verification)
  return keys.find((key): key is SigningCodeKey => key.private_sealed !== null)
}

/** The classes of which codes of this letter can exist. */
export async function classesWithCodes(db: Db, letterId: string): Promise<CodeClass[]> {
  const rows = await db
    .selectFrom('code_key')
    .select('class')
    .distinct()
    .where('letter_id', '=', letterId)
    .where('private_sealed', 'is not', null)
    .execute()
  return rows.map((row) => row.class)
}

/** Ends all codes of this class that are not spent. The next key that is made signs other codes. */
export async function endCodes(db: Db, letterId: string, verification: CodeClass): Promise<void> {
  await db
    .updateTable('code_key')
    .set({ private_sealed: null })
    .where('letter_id', '=', letterId)
    .where('class', '=', verification)
    .execute()
}

/** Keeps the first key when two requests arrive at the same time. */
export async function keepCodeKey(db: Db, row: NewRow<'code_key'>): Promise<void> {
  await db
    .insertInto('code_key')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * Records a drawing on the address's claim. It succeeds if the claim has drawn exactly these codes before, or if a first drawing
 * is allowed and the claim has drawn none.
 *
 * The lock on the letter's row makes closing wait. It is taken first, by a separate statement, because claims move to their
 * buckets after a batch. A single statement that waited for them would look for the claim where it stood before.
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
    with claimed as materialized (
      select draw_on_claim(${letterId}, ${tag}, ${drawnHash}, ${first}) as drawn
    ), forgotten as (
      update challenge set payload_sealed = '' where id = ${challengeId} and (select drawn from claimed)
    )
    select drawn from claimed`.execute(trx)
  return rows[0]?.drawn === true ? 'drawn' : 'nothing'
}
