import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { FacetChange, FacetCount } from './rules.ts'

/** Changes the counters. Must run in a batch's transaction, because only batches change them. */
export async function moveFacetTallies(db: Db, letterId: string, changes: readonly FacetChange[]): Promise<void> {
  const summed = new Map<string, FacetChange>()
  for (const change of changes) {
    const key = JSON.stringify([change.revision, change.facet, change.value])
    const before = summed.get(key)
    summed.set(key, { ...change, count: change.count + (before?.count ?? 0) })
  }
  // Writes in the order of the keys, because the order of rows would reveal which signature came first.
  for (const [, { revision, facet, value, count }] of [...summed].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (count !== 0)
      await sql`
        insert into facet_tally as t (letter_id, revision, facet, value, count)
        values (${letterId}, ${revision}, ${facet}, ${value}, ${Math.max(0, count)})
        on conflict (letter_id, revision, facet, value) do update set count = greatest(0, t.count + ${count}::int)`.execute(
        db,
      )
}

export async function facetCounts(db: Db, letterId: string, sinceRevision: number): Promise<FacetCount[]> {
  const rows = await db
    .selectFrom('facet_tally')
    .select(['facet', 'value', (is) => is.fn.sum<string>('count').as('count')])
    .where('letter_id', '=', letterId)
    .where('revision', '>=', sinceRevision)
    .groupBy(['facet', 'value'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}
