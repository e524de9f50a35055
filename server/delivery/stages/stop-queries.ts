import type { Db } from '../../db/pool.ts'

/** Returns false if this organizer has stopped the stage before. An organizer can stop a stage alone only once. */
export async function insertStop(db: Db, stageId: string, organizerId: string, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('stage_stop')
    .values({ stage_id: stageId, organizer_id: organizerId, stopped_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** @returns the organizer whose stop has ended; undefined if no stop was open */
export async function endStop(
  db: Db,
  stageId: string,
  state: 'lapsed' | 'withdrawn' | 'confirmed',
): Promise<string | undefined> {
  const row = await db
    .updateTable('stage_stop')
    .set({ state })
    .where('stage_id', '=', stageId)
    .where('state', '=', 'open')
    .returning('organizer_id')
    .executeTakeFirst()
  return row?.organizer_id
}

export async function openStopsOf(db: Db, letterId: string) {
  return db
    .selectFrom('stage_stop as t')
    .innerJoin('stage as s', 's.id', 't.stage_id')
    .innerJoin('organizer as o', 'o.id', 't.organizer_id')
    .select(['t.stage_id', 't.organizer_id', 't.stopped_at', 'o.name as by'])
    .where('s.letter_id', '=', letterId)
    .where('t.state', '=', 'open')
    .execute()
}
