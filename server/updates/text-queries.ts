import type { Selectable } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Schema } from '../db/schema.ts'

export type UpdateRow = Selectable<Schema['letter_update']>

export async function draftUpdateOf(db: Db, letterId: string): Promise<UpdateRow | undefined> {
  return db
    .selectFrom('letter_update')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('text', 'is', null)
    .executeTakeFirst()
}

/** Newest first. */
export async function publishedUpdates(db: Db, letterId: string): Promise<UpdateRow[]> {
  return db
    .selectFrom('letter_update')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('text', 'is not', null)
    .orderBy('number', 'desc')
    .execute()
}

export async function updateById(db: Db, id: string): Promise<UpdateRow | undefined> {
  return db.selectFrom('letter_update').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function insertDraftUpdate(db: Db, letterId: string, sealed: Buffer): Promise<UpdateRow> {
  return db
    .insertInto('letter_update')
    .values({ letter_id: letterId, draft_sealed: sealed })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function changeDraftUpdate(db: Db, id: string, version: number, sealed: Buffer): Promise<UpdateRow> {
  return db
    .updateTable('letter_update')
    .set({ version, draft_sealed: sealed })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function publishDraftUpdate(
  db: Db,
  id: string,
  published: { text: string; published_on: string; number: number },
): Promise<void> {
  await db
    .updateTable('letter_update')
    .set({ ...published, draft_sealed: null })
    .where('id', '=', id)
    .execute()
}
