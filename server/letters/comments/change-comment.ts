import type { Core } from '../../core.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { tidyText } from '../../text/typed-text.ts'
import { changeThread } from '../threads/change-thread.ts'
import { faultInWords, isBy, withoutComment, withWords } from '../threads/rules.ts'
import { refuseClosed } from './refuse-closed.ts'
import { withinDraft } from './within-draft.ts'

/**
 * Changes the words of a comment, or deletes it. Only its author can.
 * @param place the number of the thread, and the id of the comment
 * @param typed the new words. Null to delete the comment
 * @throws Refusal
 */
export async function changeComment(
  core: Core,
  organizerId: string,
  letterId: string,
  { number, id }: { number: number; id: string },
  typed: string | null,
): Promise<void> {
  const words = typed === null ? null : tidyText(typed)
  await withinDraft(core, organizerId, letterId, 'comment', ({ trx, author }) =>
    changeThread(core, trx, letterId, number, (thread) => {
      const comment = thread.comments.find((each) => each.id === id)
      if (!comment) throw notFoundRefusal('comment')
      if (!isBy(comment, author.mark)) throw new Refusal('forbidden', 'not-your-comment', say('comments-not-yours'))
      refuseClosed(thread)
      if (words === null) return withoutComment(thread, id)
      // A suggestion needs no comment.
      const fault =
        words === '' && thread.replacement !== null && thread.comments[0] === comment ? null : faultInWords(words)
      if (fault !== null) throw Refusal.fields([{ field: 'words', message: fault }])
      return withWords(thread, id, words)
    }),
  )
}
