import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/**
 * Notes that signatures changed, counted or waiting ones, for the copy of their letter outside the database. Runs in the transaction
 * of the change.
 */
export async function noteChanged(db: Db, rows: readonly { id: Buffer; letter_id: string }[]): Promise<void> {
  if (rows.length === 0) return
  const sorted = [...rows].sort((a, b) => a.id.compare(b.id))
  await sql`
    insert into changed_signature (letter_id, signature_id)
    select * from unnest(${sorted.map(({ letter_id }) => letter_id)}::uuid[], ${sorted.map(({ id }) => id)}::bytea[])
    on conflict (letter_id, signature_id) do update set copied = false`.execute(db)
}
