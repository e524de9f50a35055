import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { CredentialClass, Row } from '../db/schema.ts'

/** A statement as it was stored before statements had their own keys. */
export interface Unconverted {
  id: Buffer
  letter_id: string
  class: CredentialClass
  verifier: Buffer
  text_sealed: Buffer | null
  /** True if the letter still takes signatures. */
  takes_signatures: boolean
}
type UnconvertedStatement = Unconverted & Pick<Row<'statement'>, 'state' | 'text'>
type UnconvertedWaiting = Unconverted & { text_sealed: Buffer }

/**
 * Reads the rows that migration 0030 left to convert. Returns null when there are none. An advisory lock serializes processes
 * that start at the same time.
 */
export async function takeUnconverted(
  trx: Db,
): Promise<{ statements: UnconvertedStatement[]; waiting: UnconvertedWaiting[] } | null> {
  await sql`select pg_advisory_xact_lock(hashtext('convert statements'))`.execute(trx)
  // Not to_regclass: its cache may still contain a table that another process dropped before it released the lock.
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from pg_class where relname = 'unconverted_statement' and relnamespace = 'public'::regnamespace)
      as there`.execute(trx)
  if (rows[0]?.there !== true) return null
  const statements = await sql<UnconvertedStatement>`
    select u.*, l.state in ('quiet', 'open') as takes_signatures
    from unconverted_statement u join letter l on l.id = u.letter_id`.execute(trx)
  const waiting = await sql<UnconvertedWaiting>`
    select u.*, l.state in ('quiet', 'open') as takes_signatures
    from unconverted_waiting_statement u join letter l on l.id = u.letter_id`.execute(trx)
  return { statements: statements.rows, waiting: waiting.rows }
}

/** Inserts in the given order. */
export async function insertConverted<Table extends 'statement' | 'waiting_statement'>(
  trx: Db,
  table: Table,
  rows: readonly Row<Table>[],
): Promise<void> {
  for (const row of rows)
    await trx
      .insertInto(table)
      .values(row as never)
      .execute()
}

export async function dropUnconverted(trx: Db): Promise<void> {
  await sql`drop table unconverted_statement, unconverted_waiting_statement`.execute(trx)
}
