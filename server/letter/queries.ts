import { sql, type Selectable } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Schema } from '../db/schema.ts'

export type LetterRow = Selectable<Schema['letter']>
export type RevisionRow = Selectable<Schema['revision']>
export type EmployerRow = Selectable<Schema['employer']>

export async function letterById(db: Db, id: string): Promise<LetterRow | undefined> {
  return db.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * Finds a letter by the last part of its address.
 * @param key the slug of a public letter
 * @param quietHash the hash of a quiet link. Null if the key cannot be one
 */
export async function letterByKey(db: Db, key: string, quietHash: Buffer | null): Promise<LetterRow | undefined> {
  return db
    .selectFrom('letter')
    .selectAll()
    .where('state', '<>', 'draft')
    .where((is) => is.or([is.and([is('slug', '=', key), is('public', '=', true)]), is('quiet_hash', '=', quietHash)]))
    .executeTakeFirst()
}

/** Quiet links that an earlier version stored in the clear. */
export async function readableQuietLinks(db: Db): Promise<{ id: string; quiet_token: string }[]> {
  const rows = await db
    .selectFrom('letter')
    .select(['id', 'quiet_token'])
    .where('quiet_token', 'is not', null)
    .execute()
  return rows.flatMap(({ id, quiet_token }) => (quiet_token === null ? [] : { id, quiet_token }))
}

/** Stores a quiet link sealed, unless it was replaced since it was read. */
export async function keepQuietKey(
  db: Db,
  id: string,
  was: string,
  stored: { quiet_token: null; quiet_hash: Buffer; quiet_sealed: Buffer },
): Promise<void> {
  await db.updateTable('letter').set(stored).where('id', '=', id).where('quiet_token', '=', was).execute()
}

/**
 * Locks the letter exclusively until the transaction ends. Until then nobody can sign or close it, and no batch runs. Does not find
 * a discarded draft, so that nothing but its restoration can change it.
 */
export async function lockLetter(db: Db, id: string): Promise<LetterRow | undefined> {
  return db
    .selectFrom('letter')
    .selectAll()
    .where('id', '=', id)
    .where('erases_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/**
 * Locks the letter for a batch. While it takes signatures, people can go on signing. After it has closed, this lock is exclusive,
 * because nothing may come while the last batch runs.
 */
export async function lockLetterForBatch(db: Db, id: string): Promise<LetterRow | undefined> {
  const letter = await db
    .selectFrom('letter')
    .selectAll()
    .where('id', '=', id)
    .where('erases_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return letter?.state === 'quiet' || letter?.state === 'open' ? letter : lockLetter(db, id)
}

/** Locks the letter in share mode (FOR KEY SHARE) until the transaction ends. Several transactions can hold this lock at once. */
export async function shareLetter(db: Db, id: string): Promise<LetterRow | undefined> {
  return db.selectFrom('letter').selectAll().where('id', '=', id).forKeyShare().executeTakeFirst()
}

export async function revisionOf(db: Db, letterId: string, number: number): Promise<RevisionRow | undefined> {
  return db
    .selectFrom('revision')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('number', '=', number)
    .executeTakeFirst()
}

export async function revisionsOf(db: Db, letterId: string): Promise<RevisionRow[]> {
  return db.selectFrom('revision').selectAll().where('letter_id', '=', letterId).orderBy('number').execute()
}

export async function employersOf(db: Db, letterId: string): Promise<EmployerRow[]> {
  return db
    .selectFrom('employer')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('current', '=', true)
    .orderBy('name')
    .execute()
}

/** Takes an advisory lock, so that concurrent openings do not choose the same slug. */
export async function publicSlugsLike(db: Db, slug: string): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtext('letter slug'))`.execute(db)
  return publicSlugsFrom(db, slug)
}

/** @returns the public letters' slugs that are this one or begin with it */
export async function publicSlugsFrom(db: Db, slug: string): Promise<string[]> {
  const rows = await db
    .selectFrom('letter')
    .select('slug')
    .where('public', '=', true)
    .where('slug', 'like', `${slug}%`)
    .execute()
  return rows.map((row) => row.slug)
}

/** A closed letter stays closed. */
export async function setPublic(db: Db, { id, state }: LetterRow, slug: string): Promise<LetterRow> {
  return db
    .updateTable('letter')
    .set({ state: state === 'quiet' ? 'open' : state, public: true, slug })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Until then, no list and no search engine has the public letter. */
export async function setEmbargo(db: Db, letterId: string, until: Date): Promise<void> {
  await db.updateTable('letter').set({ embargo_until: until }).where('id', '=', letterId).execute()
}

/** The verification classes for which the letter has issuers. */
export async function issuerClasses(db: Db, letterId: string) {
  const rows = await db.selectFrom('issuer').select('class').where('letter_id', '=', letterId).execute()
  return rows.map((row) => row.class)
}

/** The number of workers that the page shows as of the last batch. It reveals nothing that the page does not. */
export async function countedWorkers(db: Db, letterId: string, fromRevision: number): Promise<number> {
  const { count } = await db
    .selectFrom('tally')
    .select((is) => is.fn.sum<string | null>('count').as('count'))
    .where('letter_id', '=', letterId)
    .where('revision', '>=', fromRevision)
    .where('class', '<>', 'supporter')
    .executeTakeFirstOrThrow()
  return Number(count ?? 0)
}
