import type { Core } from '../../core.ts'
import { Refusal } from '../../refusal.ts'
import { anchorIn } from '../threads/anchor-in.ts'
import { faultsInComment, tidyComment, type TypedComment } from '../threads/rules.ts'
import { startThread } from '../threads/start-thread.ts'
import { withinDraft } from './within-draft.ts'

/**
 * Comments on a passage of a draft or on the whole letter, or suggests other words for a passage.
 * @returns the number of the new thread
 * @throws Refusal
 */
export async function addComment(
  core: Core,
  organizerId: string,
  letterId: string,
  typed: TypedComment,
  now: Date,
): Promise<number> {
  const tidied = tidyComment(typed)
  const { words, replacement } = tidied
  return withinDraft(core, organizerId, letterId, 'comment', async ({ trx, draft, author }) => {
    const faults = faultsInComment(tidied)
    if (faults.length > 0) throw Refusal.fields(faults)
    const anchor = anchorIn(draft.text, tidied)
    return startThread(core, trx, letterId, { author, words, replacement: replacement ?? null, anchor }, now)
  })
}
