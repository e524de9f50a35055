import type { Core } from '../../core.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { tidyText } from '../../text/typed-text.ts'
import { changeThread } from '../threads/change-thread.ts'
import { faultInWords, isBy, withoutComment, withWords } from '../threads/rules.ts'
import type { ReviewKeys } from './find-review.ts'
import { isAnswered } from './rules.ts'
import { withinReview } from './within-review.ts'

/**
 * A reviewer changes the words of an own comment, or deletes it. Both are possible until somebody has answered it.
 * @param number of the thread
 * @param typed the new words. Null to delete the comment
 * @throws Refusal. The thread of somebody else gets the answer for one that does not exist.
 */
export async function changeAsReviewer(
  core: Core,
  keys: ReviewKeys,
  number: number,
  typed: string | null,
  now: Date,
): Promise<void> {
  const words = typed === null ? null : tidyText(typed)
  await withinReview(core, keys, now, ({ trx, letter, author }) =>
    changeThread(core, trx, letter.id, number, (thread) => {
      const [first] = thread.comments
      if (!first || !isBy(first, author.mark)) throw notFoundRefusal('comment')
      if (isAnswered(thread)) throw new Refusal('conflict', 'comment-answered', say('reviews-answered'))
      if (words === null) return withoutComment(thread, first.id)
      // A suggestion needs no comment.
      const fault = words === '' && thread.replacement !== null ? null : faultInWords(words)
      if (fault !== null) throw Refusal.fields([{ field: `words-${String(number)}`, message: fault }])
      return withWords(thread, first.id, words)
    }),
  )
}
