import type { Core } from '../../core.ts'
import { Refusal } from '../../refusal.ts'
import { tidyText } from '../../text/typed-text.ts'
import { changeThread } from '../threads/change-thread.ts'
import { newComment } from '../threads/new-comment.ts'
import { refuseTooMany } from '../threads/refuse-too-many.ts'
import { faultInWords, withReply } from '../threads/rules.ts'
import { refuseClosed } from './refuse-closed.ts'
import { withinDraft } from './within-draft.ts'

/**
 * Replies to a comment on a draft.
 * @param number of the thread
 * @throws Refusal
 */
export async function replyToComment(
  core: Core,
  organizerId: string,
  letterId: string,
  number: number,
  typed: string,
  now: Date,
): Promise<void> {
  const words = tidyText(typed)
  await withinDraft(core, organizerId, letterId, 'comment', async ({ trx, author }) => {
    const fault = faultInWords(words)
    if (fault !== null) throw Refusal.fields([{ field: 'words', message: fault }])
    await refuseTooMany(trx, letterId)
    await changeThread(core, trx, letterId, number, (thread) => {
      refuseClosed(thread)
      return withReply(thread, newComment(author, words, now))
    })
  })
}
