import type { Db } from '../../db/pool.ts'
import type { Breakdown, BreakdownCell } from './breakdown.ts'

export interface KeptBreakdown {
  substance_revision: number
  as_of: Date
  figures: Breakdown
}

export async function keptBreakdown(db: Db, letterId: string): Promise<KeptBreakdown | undefined> {
  const row = await db
    .selectFrom('breakdown')
    .select(['substance_revision', 'as_of', 'figures'])
    .where('letter_id', '=', letterId)
    .executeTakeFirst()
  return row && { ...row, figures: row.figures as Breakdown }
}

export async function keepBreakdown(
  db: Db,
  letterId: string,
  { substance_revision, as_of, figures }: KeptBreakdown,
): Promise<void> {
  const row = { substance_revision, as_of, figures: JSON.stringify(figures) }
  await db
    .insertInto('breakdown')
    .values({ letter_id: letterId, ...row })
    .onConflict((conflict) => conflict.column('letter_id').doUpdateSet(row))
    .execute()
}

export async function tallyCells(db: Db, letterId: string, sinceRevision: number): Promise<BreakdownCell[]> {
  const rows = await db
    .selectFrom('tally')
    .select(['class', 'visibility', 'employer_id as employer', (is) => is.fn.sum<string>('count').as('count')])
    .where('letter_id', '=', letterId)
    .where('revision', '>=', sinceRevision)
    .groupBy(['class', 'visibility', 'employer_id'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

export async function employerIds(db: Db, letterId: string): Promise<string[]> {
  const rows = await db.selectFrom('employer').select('id').where('letter_id', '=', letterId).orderBy('id').execute()
  return rows.map(({ id }) => id)
}
