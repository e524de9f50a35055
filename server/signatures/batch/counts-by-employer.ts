import { employersOf, type LetterRow } from '../../letter/queries.ts'
import type { VerificationClass } from '../../letter/rules.ts'
import type { Db } from '../../db/pool.ts'
import { wordsWithoutRequest } from '../../messages/words-without-request.ts'
import { keptBreakdown } from './breakdown-queries.ts'

interface CountAtEmployers {
  class: VerificationClass
  employers: string[]
  count: number
  /** True if the breakdown shows these by visibility too: then no part of them is smaller than k. */
  hiddenShows: boolean
}

/** The number of signatures at each employer, as the dashboard may see it. Employers that the breakdown joins stay joined here. */
export async function countsByEmployer(db: Db, letter: LetterRow): Promise<CountAtEmployers[]> {
  const kept = await keptBreakdown(db, letter.id)
  if (kept?.substance_revision !== letter.substance_revision) return []
  const names = new Map((await employersOf(db, letter.id)).map(({ id, name }) => [id, name]))
  const unnamed = wordsWithoutRequest().text('employer-named-before')
  const nameOf = (id: string | null) => (id === null ? [] : [names.get(id) ?? unnamed])
  return kept.figures.rows
    .map(({ class: verification, employers, count, cells }) => ({
      class: verification,
      employers: employers.flatMap(nameOf),
      count,
      hiddenShows: cells !== null,
    }))
    .filter(({ employers, count }) => employers.length > 0 && count > 0)
}
