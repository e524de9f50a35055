import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/**
 * Notes that signatures changed, counted or waiting ones, for the copy of their letter outside the database. Runs in the transaction
 * of the change. Leaves out anonymous ones, because the log alone brings them back, and the rows would tell who changed first.
 */
export async function noteChanged(db: Db, rows: readonly { id: Buffer; letter_id: string }[]): Promise<void> {
  if (rows.length === 0) return
  const sorted = [...rows].sort((a, b) => a.id.compare(b.id))
  await sql`
    insert into changed_signature (letter_id, signature_id)
    select new.* from unnest(${sorted.map(({ letter_id }) => letter_id)}::uuid[],
      ${sorted.map(({ id }) => id)}::bytea[]) as new (letter_id, id)
    where not exists (select from signature where id = new.id and visibility = 'anonymous')
    on conflict (letter_id, signature_id) do update set copied = false`.execute(db)
}
