import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'

export type LogRow = Row<'log'>

/** The log of a letter. Undefined before its first batch. */
export async function logOf(db: Db, letterId: string): Promise<LogRow | undefined> {
  return db.selectFrom('log').selectAll().where('letter_id', '=', letterId).executeTakeFirst()
}

/** Begins the log of a letter, unless it exists. The caller's transaction must hold the letter's lock. */
export async function beginLog(db: Db, letterId: string): Promise<LogRow> {
  await db
    .insertInto('log')
    .values({ letter_id: letterId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return db.selectFrom('log').selectAll().where('letter_id', '=', letterId).executeTakeFirstOrThrow()
}

export async function changeLog(db: Db, letterId: string, change: Partial<Omit<LogRow, 'letter_id'>>): Promise<void> {
  await db.updateTable('log').set(change).where('letter_id', '=', letterId).execute()
}

export interface StoredLeaf {
  leafId: Buffer | null
  leaf: string
  proof: string | null
}

/** @param from the number of the first leaf */
export async function insertLeaves(
  db: Db,
  letterId: string,
  from: number,
  leaves: readonly StoredLeaf[],
): Promise<void> {
  await sql`
    insert into log_leaf (letter_id, number, leaf_id, leaf, proof)
    select ${letterId}::uuid, ${from}::bigint + number - 1, leaf_id, leaf, proof
    from unnest(${leaves.map(({ leafId }) => leafId)}::bytea[], ${leaves.map(({ leaf }) => leaf)}::text[],
      ${leaves.map(({ proof }) => proof)}::text[]) with ordinality as new (leaf_id, leaf, proof, number)`.execute(db)
}

/** How many ids the first `size` leaves have. Reads all of them. */
export async function countIds(db: Db, letterId: string, size: number): Promise<number> {
  const { rows } = await sql<{ ids: number }>`
    select count(*)::int as ids from log_leaf where letter_id = ${letterId} and number < ${size} and leaf_id is not null
      and split_part(leaf, e'\n', 2) in ('add', 'commit')`.execute(db)
  return rows[0]?.ids ?? 0
}

/** Hashes that a tile gets at its end. */
export interface TileGrowth {
  level: number
  number: number
  hashes: Buffer
}

export async function growTiles(db: Db, letterId: string, tiles: readonly TileGrowth[]): Promise<void> {
  await sql`
    insert into log_tile (letter_id, level, number, hashes)
    select ${letterId}::uuid, new.* from unnest(${tiles.map(({ level }) => level)}::smallint[],
      ${tiles.map(({ number }) => number)}::bigint[], ${tiles.map(({ hashes }) => hashes)}::bytea[]) as new
    on conflict (letter_id, level, number) do update set hashes = log_tile.hashes || excluded.hashes`.execute(db)
}

export async function tileOf(db: Db, letterId: string, level: number, number: number): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('log_tile')
    .select('hashes')
    .where('letter_id', '=', letterId)
    .where('level', '=', level)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.hashes
}

/** The leaves from `from` up to and without `before`, in their order. */
export async function leavesBetween(
  db: Db,
  letterId: string,
  from: number,
  before: number,
): Promise<(StoredLeaf & { number: number })[]> {
  const rows = await db
    .selectFrom('log_leaf')
    .select(['number', 'leaf_id', 'leaf', 'proof'])
    .where('letter_id', '=', letterId)
    .where('number', '>=', from)
    .where('number', '<', before)
    .orderBy('number')
    .execute()
  return rows.map(({ leaf_id, ...row }) => ({ ...row, leafId: leaf_id }))
}

/** The newest leaf of each of these ids, by the hex of the id. Ids without a leaf are missing. */
export async function newestLeaves(db: Db, letterId: string, ids: readonly Buffer[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ leaf_id: Buffer; leaf: string }>`
    select id.leaf_id, newest.leaf from unnest(${ids}::bytea[]) as id (leaf_id)
    cross join lateral (
      select leaf from log_leaf
      where letter_id = ${letterId} and log_leaf.leaf_id = id.leaf_id order by number desc limit 1
    ) as newest`.execute(db)
  return new Map(rows.map(({ leaf_id, leaf }) => [leaf_id.toString('hex'), leaf]))
}

export async function firstRevisionHash(db: Db, letterId: string): Promise<Buffer> {
  const { hash } = await db
    .selectFrom('revision')
    .select('hash')
    .where('letter_id', '=', letterId)
    .orderBy('number')
    .limit(1)
    .executeTakeFirstOrThrow()
  return hash
}

export async function revisionsAfter(db: Db, letterId: string, number: number): Promise<Row<'revision'>[]> {
  return db
    .selectFrom('revision')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('number', '>', number)
    .orderBy('number')
    .execute()
}

export async function keepDocument(db: Db, letterId: string, hash: Buffer, text: string): Promise<void> {
  await db
    .insertInto('log_document')
    .values({ letter_id: letterId, hash, text })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function documentsOf(db: Db, letterId: string): Promise<{ hash: Buffer; text: string }[]> {
  return db.selectFrom('log_document').select(['hash', 'text']).where('letter_id', '=', letterId).execute()
}

/** The public keys of the letter's issuers, in the order of the policy. */
export async function issuerKeys(
  db: Db,
  letterId: string,
): Promise<Pick<Row<'issuer'>, 'class' | 'id' | 'public_key'>[]> {
  return db
    .selectFrom('issuer')
    .select(['class', 'id', 'public_key'])
    .where('letter_id', '=', letterId)
    .orderBy('class')
    .orderBy('id')
    .execute()
}

/** How many must stand together before the names that wait are shown. Null if the letter does not offer them. */
export async function namesNeeded(db: Db, letterId: string): Promise<number | null> {
  const row = await db.selectFrom('together').select('needed').where('letter_id', '=', letterId).executeTakeFirst()
  return row?.needed ?? null
}

/** Letters with a counted signature and no log: those from before the log. */
export async function lettersWithoutLog(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from letter where as_of is not null and not exists (select from log where letter_id = letter.id)`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Returns true if the log has signatures from before it began. They are among its first leaves. */
export async function hasLeavesFromBefore(db: Db, letterId: string): Promise<boolean> {
  const { rows } = await sql`
    select from log_leaf where letter_id = ${letterId} and number < 1000 and leaf_id is not null
      and split_part(proof, E'\n', 4) = 'before-log' limit 1`.execute(db)
  return rows.length > 0
}

/** The leaves of a log of this size whose ids lie between two ids, in the order of their numbers. */
export async function leavesInBucket(
  db: Db,
  letterId: string,
  { size, first, last }: { size: number; first: Buffer; last: Buffer },
): Promise<{ number: number; leaf: string }[]> {
  return db
    .selectFrom('log_leaf')
    .select(['number', 'leaf'])
    .where('letter_id', '=', letterId)
    .where('leaf_id', '>=', first)
    .where('leaf_id', '<=', last)
    .where('number', '<', size)
    .orderBy('number')
    .execute()
}

export async function tilesAmong(
  db: Db,
  letterId: string,
  wanted: readonly { level: number; number: number }[],
): Promise<{ level: number; number: number; hashes: Buffer }[]> {
  const { rows } = await sql<{ level: number; number: number; hashes: Buffer }>`
    select tile.level, tile.number, tile.hashes from log_tile as tile
    join unnest(${wanted.map(({ level }) => level)}::smallint[], ${wanted.map(({ number }) => number)}::bigint[])
      as wanted (level, number) on tile.level = wanted.level and tile.number = wanted.number
    where letter_id = ${letterId}`.execute(db)
  return rows
}
