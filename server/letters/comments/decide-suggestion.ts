import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import type { Asker } from '../../organizers/require-second-owner.ts'
import { Refusal, say } from '../../refusal.ts'
import { withReplacement } from '../../text/document/anchors.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { visibleText } from '../../text/document/visible-text.ts'
import { tidyText } from '../../text/typed-text.ts'
import { checkDraft } from '../drafting/draft.ts'
import { writeDraft } from '../drafting/save-draft.ts'
import { changeThread } from '../threads/change-thread.ts'
import { faultInWords, isSuggestion, type Closing, type Thread } from '../threads/rules.ts'
import { refuseClosed } from './refuse-closed.ts'
import { withinDraft, type WithinDraft } from './within-draft.ts'

export interface Decision {
  accepted: boolean
  /** Why it is refused. May be empty. */
  word: string
}

/**
 * Accepts or refuses a suggested change, for somebody who may edit the text. Accepting puts the suggested words into the text as this
 * organizer's own edit. If the passage has changed since the suggestion was made, nothing happens.
 * @param number of the thread
 * @throws Refusal
 */
export async function decideSuggestion(
  core: Core,
  asker: Asker,
  letterId: string,
  number: number,
  { accepted, word: typed }: Decision,
  now: Date,
): Promise<void> {
  const word = accepted ? '' : tidyText(typed)
  await withinDraft(core, asker.id, letterId, 'edit', async (within) => {
    const { trx, author } = within
    const fault = word === '' ? null : faultInWords(word)
    if (fault !== null) throw Refusal.fields([{ field: 'word', message: fault }])
    let text: string | undefined
    // Closed before the text is written, because writing moves the passages of all threads.
    await changeThread(core, trx, letterId, number, (thread) => {
      refuseClosed(thread)
      if (!isSuggestion(thread)) throw new Refusal('conflict', 'no-suggestion', say('comments-no-suggestion'))
      if (accepted) text = textWith(within, thread)
      const closed: Closing = { how: accepted ? 'accepted' : 'refused', by: author, day: dayOf(now), word }
      return { ...thread, closed }
    })
    if (text !== undefined) await writeDraft(core, trx, asker, within, { draft: { text }, settings: {} }, now)
  })
}

/** @returns the text with the suggested words in their place @throws Refusal */
function textWith({ draft }: WithinDraft, { anchor, replacement }: Thread): string {
  const { text: shown } = visibleText(fromMarkdown(draft.text))
  const passage = anchor?.passage
  if (!passage || shown.slice(passage.start, passage.end) !== anchor.quote)
    throw new Refusal('conflict', 'passage-changed', say('comments-passage-changed'))
  const text = withReplacement(draft.text, passage, replacement ?? '')
  if (text === null) throw new Refusal('conflict', 'passage-changed', say('comments-suggestion-over-blocks'))
  const checked = checkDraft({ text })
  if (checked.ok) return checked.draft.text ?? text
  throw Refusal.fields(checked.errors)
}
