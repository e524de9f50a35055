import type { Core } from '../../core.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { findQuote, withReplacement, type Anchor } from '../../text/document/anchors.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { visibleText } from '../../text/document/visible-text.ts'
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

/** @throws Refusal if the passage is not in the text, or a suggestion cannot be put there */
function anchorIn(markdown: string, { quote, near, replacement }: TypedComment): Anchor | null {
  if (quote === '') return null
  const { text } = visibleText(fromMarkdown(markdown))
  const passage = findQuote(text, quote, near)
  if (passage === 'none') throw refusal('quote', say('comments-passage-not-found'))
  if (passage === 'several') throw refusal('quote', say('comments-passage-several'))
  if (replacement !== undefined && withReplacement(markdown, passage, replacement) === null)
    throw refusal('replacement', say('comments-suggestion-over-blocks'))
  return { quote: text.slice(passage.start, passage.end), passage }
}

function refusal(field: string, message: Sentence): Refusal {
  return Refusal.fields([{ field, message }])
}
