import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

/** The letters with a stage that the passing of time, a count or the lapse of a stop may move on. */
export async function lettersToLookAt(db: Db): Promise<string[]> {
  const { rows } = await sql<{ letter_id: string }>`
    select distinct letter_id from stage
    where state = 'stopped' or state = 'announced' and approved_at is not null
      or state = 'planned' and approved_at is not null and exists (select from stage_condition where stage_id = stage.id)
    order by letter_id`.execute(db)
  return rows.map(({ letter_id }) => letter_id)
}

export async function lookedAt(db: Db): Promise<Date | null> {
  const row = await db.selectFrom('plan_watch').select('looked_at').executeTakeFirst()
  return row?.looked_at ?? null
}

export async function noteLook(db: Db, now: Date): Promise<void> {
  await db
    .insertInto('plan_watch')
    .values({ looked_at: now })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ looked_at: now }))
    .execute()
}
