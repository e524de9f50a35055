import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'
import type { CopiedClaim } from './rules.ts'

/** How often the letter's copy was written, as far as this database knows. */
export async function copyNumber(db: Db, letterId: string): Promise<number> {
  const row = await db.selectFrom('letter_copy').select('number').where('letter_id', '=', letterId).executeTakeFirst()
  return row?.number ?? 0
}

export async function setCopyNumber(db: Db, letterId: string, number: number): Promise<void> {
  await db
    .insertInto('letter_copy')
    .values({ letter_id: letterId, number })
    .onConflict((conflict) => conflict.column('letter_id').doUpdateSet({ number }))
    .execute()
}

/** Marks the signatures that changed as being copied, and returns their ids. */
export async function takeChanged(db: Db, letterId: string): Promise<Buffer[]> {
  const rows = await db
    .updateTable('changed_signature')
    .set({ copied: true })
    .where('letter_id', '=', letterId)
    .returning('signature_id')
    .execute()
  return rows.map(({ signature_id }) => signature_id)
}

/** Forgets the marked ones, except those that changed again meanwhile. */
export async function forgetChanged(db: Db, letterId: string): Promise<void> {
  await db.deleteFrom('changed_signature').where('letter_id', '=', letterId).where('copied', '=', true).execute()
}

/** Counted signatures with these ids, locked if `lock`. */
export async function countedByIds(db: Db, letterId: string, ids: readonly Buffer[]): Promise<Row<'signature'>[]> {
  const { rows } = await sql<Row<'signature'>>`
    select signature.* from unnest(${ids}::bytea[]) as wanted (id) join signature using (id)
    where letter_id = ${letterId}`.execute(db)
  return rows
}

export async function waitingByIds(
  db: Db,
  letterId: string,
  ids: readonly Buffer[],
): Promise<Row<'waiting_signature'>[]> {
  const { rows } = await sql<Row<'waiting_signature'>>`
    select waiting_signature.* from unnest(${ids}::bytea[]) as wanted (id) join waiting_signature using (id)
    where letter_id = ${letterId}`.execute(db)
  return rows
}

/** How many claims stand in buckets. */
export async function countSettledClaims(db: Db, letterId: string): Promise<number> {
  const row = await db.selectFrom('claim_count').select('claims').where('letter_id', '=', letterId).executeTakeFirst()
  return row?.claims ?? 0
}

/** The claims of some buckets, as `readClaims` reads them. */
export async function packedBuckets(db: Db, letterId: string, { from, before }: { from: number; before: number }) {
  const { rows } = await sql<{ packed: Buffer | null }>`
    select string_agg(entries, '' order by number) as packed from claim_bucket
    where letter_id = ${letterId} and number >= ${from} and number < ${before}`.execute(db)
  return rows[0]?.packed ?? Buffer.alloc(0)
}

/** The claims that are in no bucket yet, or replace one there, in the order of their tags. */
export async function packedNewClaims(db: Db, letterId: string): Promise<Buffer> {
  const { rows } = await sql<{ packed: Buffer | null }>`
    select string_agg(claim_entry(tag, request_hash, drawn_hash), '' order by tag) as packed
    from claim where letter_id = ${letterId}`.execute(db)
  return rows[0]?.packed ?? Buffer.alloc(0)
}

/** Adds claims, and replaces those that were exchanged or drew codes since. */
export async function addClaims(db: Db, letterId: string, claims: readonly CopiedClaim[]): Promise<void> {
  await sql`
    insert into claim as c (letter_id, tag, request_hash, drawn_hash)
    select ${letterId}::uuid, new.* from unnest(${claims.map(({ tag }) => tag)}::bytea[],
      ${claims.map(({ request_hash }) => request_hash)}::bytea[],
      ${claims.map(({ drawn_hash }) => drawn_hash)}::bytea[]) as new (tag, request_hash, drawn_hash)
    where not exists (
      select from find_claim(${letterId}, new.tag) as held
      where held.request_hash = new.request_hash and held.drawn_hash is not distinct from new.drawn_hash)
    order by new.tag
    on conflict (letter_id, tag) do update
      set request_hash = excluded.request_hash, drawn_hash = coalesce(excluded.drawn_hash, c.drawn_hash)`.execute(db)
}

/** The letters that have a log, a claim or a signature that waits: all of which there should be a copy. */
export async function lettersToCopy(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from letter where state in ('quiet', 'open', 'closed')
      or exists (select from log where letter_id = letter.id) order by id`.execute(db)
  return rows.map(({ id }) => id)
}
