import type { Insertable } from 'kysely'
import type { Db } from './pool.ts'
import type { Schema } from './schema.ts'

/** Stores the state of a form that is too long for a cookie. Only the browser has the key. */
export async function keepRow(db: Db, row: Insertable<Schema['kept_form']>): Promise<void> {
  await db.insertInto('kept_form').values(row).execute()
}

export async function keptRow(db: Db, id: Buffer): Promise<Buffer | undefined> {
  return (await db.selectFrom('kept_form').select('sealed').where('id', '=', id).executeTakeFirst())?.sealed
}

export async function sweepKeptForms(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('kept_form').where('expires_at', '<=', now).execute()
}
