import { sql } from 'kysely'
import type { KeyKind } from '../../db/keys/keys.ts'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'
import { deleteCodesOf } from '../../mailbox/mailed-code-queries.ts'
import { addDoubtfulNames, lowerDoubtfulNames } from '../../signatures/doubtful-name-queries.ts'
import { noName } from '../../signatures/stored-name-queries.ts'
import { changeTogether } from '../../together/queries.ts'

/**
 * Deletes what links an address to a claim or a statement to its signature, and what still awaits its code. The caller destroys
 * the claims' key after the transaction.
 */
export async function forgetClaims(db: Db, letterId: string): Promise<void> {
  for (const table of ['claim', 'claim_bucket', 'claim_count', 'challenge', 'handed_over'] as const)
    await db.deleteFrom(table).where('letter_id', '=', letterId).execute()
  await deleteCodesOf(db, letterId)
  await db
    .updateTable('statement')
    .set({ tag: null })
    .where('letter_id', '=', letterId)
    .where('tag', 'is not', null)
    .execute()
  await db.updateTable('issuer').set({ private_sealed: null }).where('letter_id', '=', letterId).execute()
  await db
    .updateTable('signature')
    .set({ claim_tag: null })
    .where('letter_id', '=', letterId)
    .where('claim_tag', 'is not', null)
    .execute()
}

/** Returns true if the letter has issuers. Then credentials may still be redeemed. */
export async function hasIssuers(db: Db, letterId: string): Promise<boolean> {
  const row = await db.selectFrom('issuer').select('id').where('letter_id', '=', letterId).executeTakeFirst()
  return row !== undefined
}

/**
 * Erases the sealed names of counted and waiting signatures. The caller destroys their key after the transaction.
 * @returns how many counted signatures lost their name
 */
export async function eraseSealedNames(db: Db, letterId: string): Promise<number> {
  await db
    .updateTable('waiting_signature')
    .set({ name_sealed: null, resemblance: null, facets_sealed: null, for_log_sealed: null })
    .where('letter_id', '=', letterId)
    .execute()
  const { numUpdatedRows } = await db
    .updateTable('signature')
    .set({ ...noName, resemblance: null })
    .where('letter_id', '=', letterId)
    .where('name_sealed', 'is not', null)
    .executeTakeFirst()
  await sql`update signature set facets_sealed = null where letter_id = ${letterId} and facets_sealed is not null`.execute(
    db,
  )
  await sql`delete from waiting_statement where letter_id = ${letterId}`.execute(db)
  await sql`delete from statement where letter_id = ${letterId} and state = 'waiting'`.execute(db)
  await sql`update snapshot set list_sealed = null
    where stage_id in (select id from stage where letter_id = ${letterId})`.execute(db)
  await sql`update copy_pdf set sealed = null
    where delivery_id in (select d.id from delivery d join stage s on s.id = d.stage_id where s.letter_id = ${letterId})`.execute(
    db,
  )
  // The subscribers to updates are sealed with the same key.
  for (const table of ['subscriber', 'subscriber_challenge'] as const)
    await db.deleteFrom(table).where('letter_id', '=', letterId).execute()
  await lowerDoubtfulNames(db, letterId)
  await addDoubtfulNames(db, letterId)
  return Number(numUpdatedRows)
}

export async function lettersToClose(db: Db, now: Date): Promise<string[]> {
  return ids(
    await db
      .selectFrom('letter')
      .select('id')
      .where('state', 'in', ['quiet', 'open'])
      .where('closes_at', '<=', now)
      .execute(),
  )
}

export async function lettersToPurge(db: Db, now: Date): Promise<string[]> {
  return ids(
    await db.selectFrom('letter').select('id').where('state', '=', 'closed').where('purges_at', '<=', now).execute(),
  )
}

/** Closed and purged letters whose keys are not recorded as destroyed, because the process ended before that. */
export async function lettersWithKeysLeft(db: Db): Promise<Pick<Row<'letter'>, 'id' | 'state'>[]> {
  return db
    .selectFrom('letter')
    .select(['id', 'state'])
    .where((is) =>
      is.or([
        is.and([is('state', 'in', ['closed', 'purged']), is('claims_key_destroyed', '=', false)]),
        is.and([is('state', '=', 'purged'), is('names_key_destroyed', '=', false)]),
        is.and([is('state', '=', 'purged'), is('draft_key_destroyed', '=', false)]),
      ]),
    )
    .execute()
}

/** Closed letters with sealed names, and the time of their last delivery. Leaves out letters with a delivery in progress. */
export async function lettersWithSealedNames(
  db: Db,
): Promise<{ id: string; closed_at: Date | null; last_delivery: Date | null }[]> {
  const { rows } = await sql<{ id: string; closed_at: Date | null; last_delivery: Date | null }>`
    select l.id, l.closed_at, max(d.accepted_at) as last_delivery
    from letter l join stage s on s.letter_id = l.id join delivery d on d.stage_id = s.id
    where l.state = 'closed' and not l.names_key_destroyed
      and not exists (select 1 from stage u where u.letter_id = l.id and u.state in ('announced', 'sending', 'stopped'))
    group by l.id, l.closed_at`.execute(db)
  return rows
}

export async function markKeysDestroyed(db: Db, letterId: string, kinds: readonly KeyKind[]): Promise<void> {
  const flags = {
    ...(kinds.includes('claims') && { claims_key_destroyed: true }),
    ...(kinds.includes('names') && { names_key_destroyed: true }),
    ...(kinds.includes('draft') && { draft_key_destroyed: true }),
  }
  await db.updateTable('letter').set(flags).where('id', '=', letterId).execute()
  if (kinds.includes('together')) await changeTogether(db, letterId, { key_destroyed: true })
}

function ids(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id)
}
