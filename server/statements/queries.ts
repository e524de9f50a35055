import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Row } from '../db/schema.ts'

export type StatementRow = Row<'statement'>
export type WaitingStatementRow = Row<'waiting_statement'>

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

/** The value that finds a statement: its own key, the tag of its signature, or its author if it has no own key. */
export type Handle = { [Column in 'public_key' | 'tag' | 'earlier_author']: { by: Column; value: Buffer } }[
  'public_key' | 'tag' | 'earlier_author']

export async function statementBy(db: Db, letterId: string, { by, value }: Handle): Promise<StatementRow | undefined> {
  return db
    .selectFrom('statement')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where(by, '=', value)
    .executeTakeFirst()
}

/** In a transaction that writes afterwards, call `lockPending` first, to keep the lock order. */
export async function waitingBy(
  db: Db,
  letterId: string,
  { by, value }: Handle,
): Promise<WaitingStatementRow | undefined> {
  return db
    .selectFrom('waiting_statement')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where(by, '=', value)
    .executeTakeFirst()
}

/** Adds a waiting statement, and removes the one that it replaces. */
export async function putWaiting(db: Db, row: WaitingStatementRow, replaced: Buffer | null): Promise<void> {
  await sql`select put_waiting_statement(${replaced}::bytea, ${row.id}::bytea, ${row.letter_id}::uuid, ${row.class}::text,
    ${row.public_key}::bytea, ${row.tag}::bytea, ${row.earlier_author}::bytea, ${row.text_sealed}::bytea)`.execute(db)
}

export async function takeWaitingOut(db: Db, id: Buffer): Promise<void> {
  await sql`select put_waiting_statement(${id}::bytea, null, null, null, null, null, null, null)`.execute(db)
}

export async function deleteStatement(db: Db, id: Buffer): Promise<void> {
  await db.deleteFrom('statement').where('id', '=', id).execute()
}

/** Returns true if a statement of the letter has no own key, so that its author must prove the signature. */
export async function hasEarlier(db: Db, letterId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from statement where letter_id = ${letterId} and earlier_author is not null)
      or exists (select from waiting_statement where letter_id = ${letterId} and earlier_author is not null) as found`.execute(
    db,
  )
  return rows[0]?.found === true
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
