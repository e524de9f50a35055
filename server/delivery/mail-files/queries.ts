import type { Db } from '../../db/pool.ts'

export interface AnsweredCopy {
  id: string
  recipient_id: string
  message_id: string
  /** The number of its stage. */
  stage: number
}

/** The copies of a letter whose mails have these ids. */
export async function copiesByMessageId(db: Db, letterId: string, ids: readonly string[]): Promise<AnsweredCopy[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('delivery as d')
    .innerJoin('stage as s', 's.id', 'd.stage_id')
    .select(['d.id', 'd.recipient_id', 'd.message_id', 's.number as stage'])
    .where('s.letter_id', '=', letterId)
    .where('d.message_id', 'in', ids)
    .execute()
}
