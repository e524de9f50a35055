import type { Core } from '../../core.ts'
import { readThreads } from '../threads/read-threads.ts'
import { isBy, type Thread } from '../threads/rules.ts'
import { findReview, type FoundReview, type ReviewKeys } from './find-review.ts'

export interface ShownReview extends FoundReview {
  /** The reviewer's own comments, with the answers. Empty for another browser. */
  threads: Thread[]
}

/**
 * Reads what a browser may see behind a link. Changes nothing.
 * @throws Refusal
 */
export async function showReview(core: Core, keys: ReviewKeys, now: Date): Promise<ShownReview> {
  const review = await findReview(core, keys, now)
  return { ...review, threads: review.isMine ? ofMark(await readThreads(core, core.db, review.letter.id), review) : [] }
}

function ofMark(threads: readonly Thread[], { words: { mark } }: FoundReview): Thread[] {
  return threads.filter(({ comments: [first] }) => first !== undefined && isBy(first, mark))
}
