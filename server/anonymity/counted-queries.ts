import type { Db } from '../db/pool.ts'

/** Workers that the page counts, as of the last batch: nothing that the page does not say. */
export async function countedWorkers(db: Db, letterId: string, fromRevision: number): Promise<number> {
  const { count } = await db
    .selectFrom('tally')
    .select((is) => is.fn.sum<string | null>('count').as('count'))
    .where('letter_id', '=', letterId)
    .where('revision', '>=', fromRevision)
    .where('class', '<>', 'supporter')
    .executeTakeFirstOrThrow()
  return Number(count ?? 0)
}
