import type { Db } from '../../db/pool.ts'
import type { NewRow } from '../../db/schema.ts'

export async function keepChange(db: Db, row: NewRow<'stage_change'>): Promise<void> {
  const { stage_id: _, ...rest } = row
  await db
    .insertInto('stage_change')
    .values(row)
    .onConflict((conflict) => conflict.column('stage_id').doUpdateSet(rest))
    .execute()
}

export async function changesOf(db: Db, letterId: string) {
  return db
    .selectFrom('stage_change as c')
    .innerJoin('stage as s', 's.id', 'c.stage_id')
    .innerJoin('organizer as o', 'o.id', 'c.proposed_by')
    .selectAll('c')
    .select('o.name as by')
    .where('s.letter_id', '=', letterId)
    .execute()
}

export async function forgetChange(db: Db, stageId: string): Promise<void> {
  await db.deleteFrom('stage_change').where('stage_id', '=', stageId).execute()
}
