import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { Author } from '../threads/rules.ts'
import { lockReview, notBegunRefusal, type FoundReview, type ReviewKeys } from './find-review.ts'

export interface WithinReview extends FoundReview {
  trx: Db
  author: Author
}

/**
 * Carries out a reviewer's act, in one transaction and under the letter's lock.
 * @throws Refusal unless the browser is the one that began the review
 */
export async function withinReview<T>(
  core: Core,
  keys: ReviewKeys,
  now: Date,
  run: (within: WithinReview) => Promise<T>,
): Promise<T> {
  return core.db.transaction().execute(async (trx) => {
    const review = await lockReview(core, trx, keys, now)
    if (!review.isMine) throw notBegunRefusal()
    const { name, mark } = review.words
    return run({ ...review, trx, author: { name: name ?? '', mark, reviewer: true } })
  })
}
