import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { employerIds, keepBreakdown, keptBreakdown, tallyCells } from './breakdown-queries.ts'
import { breakdownOf, mayFollow } from './breakdown.ts'

/**
 * Updates the dashboard's breakdown with a batch, after the tallies have moved. Keeps the old one where the difference between
 * the two would reveal too small a number.
 */
export async function releaseBreakdown(trx: Db, letter: LetterRow, asOf: Date): Promise<void> {
  const cells = await tallyCells(trx, letter.id, letter.substance_revision)
  const figures = breakdownOf(cells, await employerIds(trx, letter.id), letter.batch_size)
  const kept = await keptBreakdown(trx, letter.id)
  const follows = kept?.substance_revision === letter.substance_revision
  if (follows && !mayFollow(kept.figures, figures, letter.batch_size)) return
  await keepBreakdown(trx, letter.id, { substance_revision: letter.substance_revision, as_of: asOf, figures })
}
