import type { Db } from '../db/pool.ts'

/** The number of workers that the page shows as of the last batch. It reveals nothing that the page does not. */
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
