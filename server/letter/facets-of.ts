import type { Db } from '../db/pool.ts'
import { facetFigures, offersFacets, type FacetFigures } from '../facets/rules.ts'
import { facetCounts } from '../facets/queries.ts'
import type { LetterRow } from './queries.ts'
import type { VerificationClass } from './rules.ts'

interface Counted {
  class: VerificationClass
  count: number
  /** Absent if the tally contains only signatures of the current text. */
  revision?: number
}

/**
 * The figures of the facets that may be shown. The page, the dashboard, JSON and exports all use this, so they show the same
 * numbers.
 */
export async function facetsOf(db: Db, letter: LetterRow, tally: readonly Counted[]): Promise<FacetFigures[]> {
  if (letter.collecting || !offersFacets(letter.facets)) return []
  const counts = await facetCounts(db, letter.id, letter.substance_revision)
  const standing = tally
    .filter((cell) => cell.class !== 'supporter' && (cell.revision ?? Infinity) >= letter.substance_revision)
    .reduce((sum, { count }) => sum + count, 0)
  return facetFigures(letter.facets, counts, standing, letter.batch_size)
}
