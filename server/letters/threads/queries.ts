import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'

export async function threadRows(db: Db, letterId: string): Promise<Row<'draft_thread'>[]> {
  return db.selectFrom('draft_thread').selectAll().where('letter_id', '=', letterId).orderBy('number').execute()
}

export async function threadRow(db: Db, letterId: string, number: number): Promise<Row<'draft_thread'> | undefined> {
  return db
    .selectFrom('draft_thread')
    .selectAll()
    .where('letter_id', '=', letterId)
    .where('number', '=', number)
    .executeTakeFirst()
}

/** Returns how many comments a letter has, and the number of its newest thread, also of a deleted one. */
export async function threadTotals(db: Db, letterId: string): Promise<{ comments: number; newest: number }> {
  const { rows } = await sql<{ comments: number; newest: number }>`
    select coalesce(sum(comments), 0)::int as comments, 
      coalesce((select last_number from draft_passages where letter_id = ${letterId}), 0) as newest
    from draft_thread where letter_id = ${letterId}`.execute(db)
  return rows[0] ?? { comments: 0, newest: 0 }
}

/** The caller holds the letter's lock, for each of the changes below. */
export async function insertThread(db: Db, row: { letter_id: string; number: number; sealed: Buffer }): Promise<void> {
  await db.insertInto('draft_thread').values(row).execute()
}

export async function updateThread(
  db: Db,
  letterId: string,
  number: number,
  row: { sealed: Buffer; open: boolean; comments: number },
): Promise<void> {
  await db.updateTable('draft_thread').set(row).where('letter_id', '=', letterId).where('number', '=', number).execute()
}

export async function deleteThread(db: Db, letterId: string, number: number): Promise<void> {
  await db.deleteFrom('draft_thread').where('letter_id', '=', letterId).where('number', '=', number).execute()
}

export async function sealedPassages(db: Db, letterId: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('draft_passages')
    .select('sealed')
    .where('letter_id', '=', letterId)
    .executeTakeFirst()
  return row?.sealed
}

export async function putPassages(db: Db, letterId: string, sealed: Buffer): Promise<void> {
  await db
    .insertInto('draft_passages')
    .values({ letter_id: letterId, sealed })
    .onConflict((conflict) => conflict.column('letter_id').doUpdateSet({ sealed }))
    .execute()
}

export async function setLastNumber(db: Db, letterId: string, number: number): Promise<void> {
  await db.updateTable('draft_passages').set({ last_number: number }).where('letter_id', '=', letterId).execute()
}

export async function draftingNameRow(db: Db, letterId: string, organizerId: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('drafting_name')
    .select('sealed')
    .where('letter_id', '=', letterId)
    .where('organizer_id', '=', organizerId)
    .executeTakeFirst()
  return row?.sealed
}

export async function draftingNameRows(db: Db, letterId: string): Promise<Row<'drafting_name'>[]> {
  return db.selectFrom('drafting_name').selectAll().where('letter_id', '=', letterId).execute()
}

export async function putDraftingName(
  db: Db,
  row: { letter_id: string; organizer_id: string; sealed: Buffer },
): Promise<void> {
  await db
    .insertInto('drafting_name')
    .values(row)
    .onConflict((conflict) => conflict.columns(['letter_id', 'organizer_id']).doUpdateSet({ sealed: row.sealed }))
    .execute()
}

/** Erases all comments on a draft, their passages, and the names that organizers have in it. */
export async function eraseThreads(db: Db, letterId: string): Promise<void> {
  for (const table of ['draft_thread', 'draft_passages', 'drafting_name'] as const)
    await db.deleteFrom(table).where('letter_id', '=', letterId).execute()
}

/** Letters that opened at this time or earlier, and still have comments or names of their drafts. */
export async function lettersWithThreads(db: Db, openedBy: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from letter l
    where opened_at <= ${openedBy} and not drafting_kept and (
      exists (select from draft_thread where letter_id = l.id)
      or exists (select from draft_passages where letter_id = l.id)
      or exists (select from drafting_name where letter_id = l.id)
    )`.execute(db)
  return rows.map(({ id }) => id)
}
