import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'

/** Of a signature. */
const idBytes = 16

/**
 * The credentials of anonymous signatures, by the hex of the signature's id. A signature's id begins its credential's id. Each is looked
 * up alone, because the planner takes a range for a large part of the table.
 */
export async function credentialsOf(
  db: Db,
  letterId: string,
  signatureIds: readonly Buffer[],
): Promise<Map<string, Row<'credential'>>> {
  if (signatureIds.length === 0) return new Map()
  const last = Buffer.alloc(idBytes, 0xff)
  const { rows } = await sql<Row<'credential'>>`
    select credential.* from unnest(${signatureIds}::bytea[]) as signature (id)
    cross join lateral (
      select * from credential
      where letter_id = ${letterId} and credential.id >= signature.id and credential.id <= signature.id || ${last}::bytea
      order by credential.id limit 1
    ) as credential`.execute(db)
  return new Map(rows.map((row) => [row.id.toString('hex', 0, idBytes), row]))
}

/** The hash of each of the letter's texts, by the text's number. */
export async function revisionHashes(db: Db, letterId: string): Promise<Map<number, Buffer>> {
  const rows = await db.selectFrom('revision').select(['number', 'hash']).where('letter_id', '=', letterId).execute()
  return new Map(rows.map(({ number, hash }) => [number, hash]))
}

/** The signatures that stood before the letter had a log, in the order of their random ids. */
export async function standingSignatures(db: Db, letterId: string) {
  return db
    .selectFrom('signature')
    .select(['id', 'revision', 'visibility', 'class'])
    .where('letter_id', '=', letterId)
    .where('counted', '=', true)
    .orderBy('id')
    .execute()
}
