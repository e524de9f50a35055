import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { seenByEveryone } from '../stored-name-queries.ts'

/** Both must equal the conditions of the index `signature_name_entry_due`. */
const toMake = sql`(counted and visibility = 'public' and (name_entry is null or (name is not null and name_salt is null)))`
const toRemove = sql`(name_entry is not null and not (counted and visibility = 'public'))`

export interface NameWithoutEntry {
  id: Buffer
  /** Null while the name is hidden. */
  name: string | null
  title: string | null
  name_salt: Buffer | null
  name_entry: Buffer | null
}

export async function namesWithoutEntry(db: Db, letterId: string, most: number): Promise<NameWithoutEntry[]> {
  return db
    .selectFrom('signature')
    .select(['id', 'name', 'title', 'name_salt', 'name_entry'])
    .where('letter_id', '=', letterId)
    .where(sql<boolean>`${toMake}`)
    .limit(most)
    .execute()
}

export async function setEntries(
  db: Db,
  letterId: string,
  rows: readonly { id: Buffer; salt: Buffer | null; entry: Buffer }[],
): Promise<void> {
  await sql`
    update signature set name_salt = new.salt, name_entry = new.entry
    from unnest(${rows.map(({ id }) => id)}::bytea[], ${rows.map(({ salt }) => salt)}::bytea[],
      ${rows.map(({ entry }) => entry)}::bytea[]) as new (id, salt, entry)
    where signature.id = new.id and letter_id = ${letterId}`.execute(db)
}

/** Removes the entries of signatures that are not public any more, and returns them. */
export async function removeEntries(db: Db, letterId: string): Promise<Buffer[]> {
  const { rows } = await sql<{ name_entry: Buffer }>`
    with gone as (select id, name_entry from signature where letter_id = ${letterId} and ${toRemove})
    update signature set name_entry = null, name_salt = null from gone where signature.id = gone.id
    returning gone.name_entry`.execute(db)
  return rows.map(({ name_entry }) => name_entry)
}

/**
 * Hashes these parts of the list again and keeps the hashes, each equal to `partHash`. PostgreSQL hashes, because reading the entries
 * took most of the time. A part is given by its first and its last possible entry.
 */
export async function hashParts(
  db: Db,
  letterId: string,
  parts: readonly { part: number; first: Buffer; last: Buffer }[],
): Promise<void> {
  await sql`
    insert into log_names_part (letter_id, part, hash)
    select ${letterId}::uuid, wanted.part, sha256(coalesce(found.entries, ''))
    from unnest(${parts.map(({ part }) => part)}::smallint[], ${parts.map(({ first }) => first)}::bytea[],
      ${parts.map(({ last }) => last)}::bytea[]) as wanted (part, first, last)
    cross join lateral (
      select string_agg(name_entry, '' order by name_entry) as entries from signature
      where letter_id = ${letterId} and name_entry >= wanted.first and name_entry <= wanted.last
    ) as found
    on conflict (letter_id, part) do update set hash = excluded.hash`.execute(db)
}

/** The number of a part in two bytes, and its hash. */
const PACKED_BYTES = 2 + 32

/** The kept hashes by part. They come as one value, because there are thousands. */
export async function partHashes(db: Db, letterId: string): Promise<Map<number, Buffer>> {
  const { rows } = await sql<{ packed: Buffer | null }>`
    select string_agg(int2send(part) || hash, '') as packed from log_names_part where letter_id = ${letterId}`.execute(
    db,
  )
  const packed = rows[0]?.packed ?? Buffer.alloc(0)
  const hashes = new Map<number, Buffer>()
  for (let at = 0; at < packed.length; at += PACKED_BYTES)
    hashes.set(packed.readUInt16BE(at), packed.subarray(at + 2, at + PACKED_BYTES))
  return hashes
}

/** Up to `most` rows of the list of public names, in the order of its entries. */
export async function listedAfter(db: Db, letterId: string, after: Buffer | null, most: number) {
  return db
    .selectFrom('signature')
    .select(['name_entry', 'name_salt', ...seenByEveryone])
    .where('letter_id', '=', letterId)
    .where('name_entry', 'is not', null)
    .where('name_entry', '>', after ?? Buffer.alloc(0))
    .orderBy('name_entry')
    .limit(most)
    .$narrowType<{ name_entry: Buffer }>()
    .execute()
}

/** Up to `most` commitments to names that waited, in their order, each with its signature if the name is still there. */
export async function openingsAfter(db: Db, letterId: string, after: Buffer | null, most: number) {
  const openings = await db
    .selectFrom('log_opening')
    .select('commitment')
    .where('letter_id', '=', letterId)
    .where('commitment', '>', after ?? Buffer.alloc(0))
    .orderBy('commitment')
    .limit(most)
    .execute()
  const commitments = openings.map(({ commitment }) => commitment)
  const rows = await db
    .selectFrom('signature')
    .select(['opening', 'opening_salt', 'name_entry', 'name_salt', ...seenByEveryone])
    .where('letter_id', '=', letterId)
    .where(sql<boolean>`opening = any(${commitments}::bytea[])`)
    .execute()
  const byCommitment = new Map(rows.map((row) => [row.opening?.toString('hex'), row]))
  return commitments.map((commitment) => ({ commitment, signature: byCommitment.get(commitment.toString('hex')) }))
}
