import type { Db } from '../../db/pool.ts'

/** The signatures that count for the letter's text, by class, as of the last batch. */
export async function countsByClass(
  db: Db,
  { id, substance_revision }: { id: string; substance_revision: number },
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('tally')
    .select(['class', (is) => is.fn.sum<string>('count').as('count')])
    .where('letter_id', '=', id)
    .where('revision', '>=', substance_revision)
    .groupBy('class')
    .execute()
  return new Map(rows.map((row) => [row.class, Number(row.count)]))
}
