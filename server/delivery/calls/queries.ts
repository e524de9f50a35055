import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

/**
 * Opens a call, and copies its recipients with their addresses. The call needs a copy, because an editor can later change the
 * addresses of the letter's recipients.
 */
export async function openCall(db: Db, stageId: string): Promise<void> {
  await db
    .insertInto('stage_call')
    .values({ stage_id: stageId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`
    insert into call_recipient (stage_id, name, office, address_sealed)
    select s.stage_id, r.name, r.office, r.address_sealed
    from stage_recipient s join recipient r on r.id = s.recipient_id
    where s.stage_id = ${stageId} and r.address_sealed is not null`.execute(db)
}

export async function callRecipients(db: Db, stageId: string) {
  return db
    .selectFrom('call_recipient')
    .select(['name', 'office', 'address_sealed'])
    .where('stage_id', '=', stageId)
    .orderBy('name')
    .orderBy('office')
    .execute()
}

export async function noteWritten(db: Db, stageId: string): Promise<void> {
  await sql`update stage_call set waiting = waiting + 1 where stage_id = ${stageId}`.execute(db)
}

/** The letters with people who say that they have written and are not counted yet. */
export async function lettersWithCallers(db: Db) {
  return db
    .selectFrom('letter')
    .select(['id', 'batch_minutes', 'batch_size'])
    .where('state', '<>', 'purged')
    .where((is) =>
      is.exists(
        is
          .selectFrom('stage_call as c')
          .innerJoin('stage as s', 's.id', 'c.stage_id')
          .whereRef('s.letter_id', '=', 'letter.id')
          .where('c.waiting', '>', 0),
      ),
    )
    .orderBy('id')
    .execute()
}

/** Counts the waiting people of each call of a letter on which at least `least` people wait. Returns whether a count changed. */
export async function countWritten(db: Db, letterId: string, least: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update stage_call c set counted = counted + waiting, waiting = 0
    from stage s where s.id = c.stage_id and s.letter_id = ${letterId} and c.waiting >= ${Math.max(1, least)}`.execute(
    db,
  )
  return (numAffectedRows ?? 0n) > 0n
}

/** The calls of a letter that have started, including those that have ended. The last stage of the plan comes first. */
export async function callsOf(db: Db, letterId: string) {
  return db
    .selectFrom('stage as s')
    .innerJoin('stage_call as c', 'c.stage_id', 's.id')
    .selectAll('s')
    .select('c.counted')
    .where('s.letter_id', '=', letterId)
    .where('s.kind', '=', 'call')
    .orderBy('s.number', 'desc')
    .execute()
}
