import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewRow, Row } from '../../db/schema.ts'

export async function keepPhoto(db: Db, row: NewRow<'stage_photo'>): Promise<void> {
  const { stage_id: _, ...rest } = row
  await db
    .insertInto('stage_photo')
    .values(row)
    .onConflict((conflict) => conflict.column('stage_id').doUpdateSet(rest))
    .execute()
}

export async function photoOf(db: Db, stageId: string): Promise<Row<'stage_photo'> | undefined> {
  return db.selectFrom('stage_photo').selectAll().where('stage_id', '=', stageId).executeTakeFirst()
}

/**
 * Marks all printed copies of a stage as accepted, with the version and the hash of the content that was handed over: of the paper, if it
 * was printed here.
 * @param version of copies that were not printed here
 */
export async function noteHandDelivery(db: Db, stageId: string, at: Date, version: number): Promise<void> {
  await sql`
    update delivery d set state = 'accepted', accepted_at = ${at}, snapshot_version = e.version, content_hash = e.content_hash
    from snapshot_edition e
    where d.stage_id = ${stageId} and d.state = 'printed'
      and e.stage_id = d.stage_id and e.version = coalesce((select f.version from copy_pdf f where f.delivery_id = d.id), ${version}::int)
      and e.since_revision = d.since_revision`.execute(db)
}
