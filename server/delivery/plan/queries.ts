import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { StageRow } from '../queries.ts'

/** Must run in a transaction. The unique constraint on numbers is deferred to its end, so that two stages can swap numbers. */
export async function setNumber(db: Db, stageId: string, number: number): Promise<void> {
  await db.updateTable('stage').set({ number }).where('id', '=', stageId).execute()
}

export async function closeGap(db: Db, letterId: string, above: number): Promise<void> {
  await sql`update stage set number = number - 1 where letter_id = ${letterId} and number > ${above}`.execute(db)
}

export async function deleteStage(db: Db, stageId: string): Promise<void> {
  await db.deleteFrom('stage').where('id', '=', stageId).execute()
}

/** Replaces a stage's press recipients, who get a note when the letter goes public. `addresses` are sealed. */
export async function replacePress(
  db: Db,
  { id, letter_id }: Pick<StageRow, 'id' | 'letter_id'>,
  addresses: readonly Buffer[],
): Promise<void> {
  await db.deleteFrom('recipient').where('press_of', '=', id).execute()
  if (addresses.length === 0) return
  await sql`
    with press as (
      insert into recipient (letter_id, name, office, address_sealed, current, press_of)
      select ${letter_id}, '', '', sealed, false, ${id} from unnest(${[...addresses]}::bytea[]) as sealed
      returning id
    )
    insert into stage_recipient (stage_id, recipient_id) select ${id}, id from press`.execute(db)
}
