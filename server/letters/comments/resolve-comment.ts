import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import { Refusal, say } from '../../refusal.ts'
import { changeThread } from '../threads/change-thread.ts'
import { mayClose } from '../threads/rules.ts'
import { refuseClosed } from './refuse-closed.ts'
import { withinDraft } from './within-draft.ts'

/**
 * Resolves a thread or reopens it. Owners and editors can for any thread, others for their own. An accepted suggestion stays closed,
 * because the text has its words.
 * @param number of the thread
 * @throws Refusal
 */
export async function resolveComment(
  core: Core,
  organizerId: string,
  letterId: string,
  { number, resolved }: { number: number; resolved: boolean },
  now: Date,
): Promise<void> {
  await withinDraft(core, organizerId, letterId, 'comment', ({ trx, author, edits }) =>
    changeThread(core, trx, letterId, number, (thread) => {
      if (!mayClose(thread, author.mark, edits))
        throw new Refusal('forbidden', 'not-your-comment', say('comments-not-yours-to-resolve'))
      // A button that was pressed twice changes nothing twice.
      if (resolved === (thread.closed?.how === 'resolved')) return thread
      if (resolved) refuseClosed(thread)
      if (thread.closed?.how === 'accepted') refuseClosed(thread)
      const closed = resolved ? { how: 'resolved' as const, by: author, day: dayOf(now), word: '' } : null
      return { ...thread, closed }
    }),
  )
}
