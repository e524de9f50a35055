import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import type { LetterDraft } from '../../letter/rules.ts'
import { openDraft } from '../../letter/secrets.ts'
import { titleOf } from '../../letter/title-of.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { may } from '../../organizers/rules.ts'
import type { Sentence } from '../../refusal.ts'
import { draftingNameOf } from '../threads/drafting-name-of.ts'
import { markOf } from '../threads/mark-of.ts'
import { readThreads } from '../threads/read-threads.ts'
import { mayClose, type Thread } from '../threads/rules.ts'

/** A thread with what the organizer who looks can do. */
export interface ThreadFacts extends Thread {
  /** True if the organizer may resolve and reopen it. */
  closable: boolean
}

export interface CommentsFacts {
  letter: LetterRow
  title: Sentence
  draft: LetterDraft
  threads: ThreadFacts[]
  /** The name of the organizer who looks, in this draft. */
  name: string
  mark: string | undefined
  /** True if the organizer may edit the text, and so decide about suggestions. */
  edits: boolean
}

/**
 * Returns a draft with all comments on it, for one of its organizers.
 * @throws Refusal
 */
export async function showComments(core: Core, organizerId: string, letterId: string): Promise<CommentsFacts> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  const mark = await markOf(core, core.db, letterId, organizerId)
  const edits = may(role, 'edit')
  const threads = await readThreads(core, core.db, letterId)
  return {
    letter,
    title: await titleOf(core, letter),
    draft: openDraft(core, letter),
    threads: threads.map((thread) => ({ ...thread, closable: mayClose(thread, mark ?? '', edits) })),
    name: await draftingNameOf(core, core.db, letterId, organizerId),
    mark,
    edits,
  }
}
