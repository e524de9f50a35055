import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'

export type StatementRow = Row<'statement'>

export async function statementsOf(
  db: Db,
  letterId: string,
  state: StatementRow['state'],
  limit: number,
): Promise<StatementRow[]> {
  return db
    .selectFrom('statement')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('state', '=', state)
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function statementById(db: Db, letterId: string, id: Buffer): Promise<StatementRow | undefined> {
  return db
    .selectFrom('statement')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function isWaiting(db: Db, letterId: string, id: Buffer): Promise<boolean> {
  const row = await db
    .selectFrom('waiting_statement')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

export async function putWaiting(db: Db, row: Row<'waiting_statement'>): Promise<void> {
  await sql`select put_waiting_statement(${row.id}::bytea, ${row.letter_id}::uuid, ${row.class}::text,
    ${row.verifier}::bytea, ${row.text_sealed}::bytea)`.execute(db)
}

/** Wherever it is. */
export async function forgetStatement(db: Db, letterId: string, id: Buffer): Promise<void> {
  await sql`select put_waiting_statement(${id}::bytea, ${letterId}::uuid, '', '', null)`.execute(db)
  await db.deleteFrom('statement').where('letter_id', '=', letterId).where('id', '=', id).execute()
}

export async function settleStatement(
  db: Db,
  id: Buffer,
  settled: { state: 'public'; text: string } | { state: 'declined' },
): Promise<void> {
  await db
    .updateTable('statement')
    .set({ ...settled, text_sealed: null })
    .where('id', '=', id)
    .execute()
}
