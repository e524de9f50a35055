import type { Insertable } from 'kysely'
import type { Db } from './pool.ts'
import type { Schema } from './schema.ts'

/** Stores the state of a form that is too long for a cookie. Only the browser has the key. */
export async function keepRow(db: Db, row: Insertable<Schema['kept_form']>): Promise<void> {
  await db.insertInto('kept_form').values(row).execute()
}

/** @param now leaves out a row that has ended and waits for its deletion. Default: the caller knows when it ends. */
export async function keptRow(db: Db, id: Buffer, now?: Date): Promise<Buffer | undefined> {
  const row = await db.selectFrom('kept_form').select(['sealed', 'expires_at']).where('id', '=', id).executeTakeFirst()
  return row === undefined || (now && row.expires_at <= now) ? undefined : row.sealed
}

export async function sweepKeptForms(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('kept_form').where('expires_at', '<=', now).execute()
}
