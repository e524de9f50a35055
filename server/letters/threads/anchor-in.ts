import { findQuote, withReplacement, type Anchor } from '../../text/document/anchors.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { visibleText } from '../../text/document/visible-text.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import type { TypedComment } from './rules.ts'

/**
 * Finds the passage of a new comment in the text that its author sees. Null for a comment on the whole letter.
 * @throws Refusal if the passage is not in the text, or a suggestion cannot be put there
 */
export function anchorIn(markdown: string, { quote, near, replacement }: TypedComment): Anchor | null {
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
