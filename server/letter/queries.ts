import { sql, type Selectable } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Schema } from '../db/schema.ts'

export type LetterRow = Selectable<Schema['letter']>
export type RevisionRow = Selectable<Schema['revision']>
export type EmployerRow = Selectable<Schema['employer']>

export async function letterById(db: Db, id: string): Promise<LetterRow | undefined> {
  return db.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst()
}

/** By the last part of its address: the slug of a letter that is or was public, or the unguessable part of a quiet link. */
export async function letterByKey(db: Db, key: string): Promise<LetterRow | undefined> {
  return db
    .selectFrom('letter')
    .selectAll()
    .where('state', '<>', 'draft')
    .where((is) => is.or([is.and([is('slug', '=', key), is('public', '=', true)]), is('quiet_token', '=', key)]))
    .executeTakeFirst()
}

/** Inside a transaction: nobody signs, closes or counts until it ends. */
export async function lockLetter(db: Db, id: string): Promise<LetterRow | undefined> {
  return db.selectFrom('letter').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Inside a transaction: the same, but any number may hold it at once, and hold up nobody who signs. */
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

/** One opening at a time looks for a free name. */
export async function publicSlugsLike(db: Db, slug: string): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtext('letter slug'))`.execute(db)
  const rows = await db
    .selectFrom('letter')
    .select('slug')
    .where('public', '=', true)
    .where('slug', 'like', `${slug}%`)
    .execute()
  return rows.map((row) => row.slug)
}

/** One that is closed stays closed. */
export async function setPublic(db: Db, { id, state }: LetterRow, slug: string): Promise<LetterRow> {
  return db
    .updateTable('letter')
    .set({ state: state === 'quiet' ? 'open' : state, public: true, slug })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The ways to have been verified that the letter has issuers of credentials for. */
export async function issuerClasses(db: Db, letterId: string) {
  const rows = await db.selectFrom('issuer').select('class').where('letter_id', '=', letterId).execute()
  return rows.map((row) => row.class)
}
