import type { Core } from '../../core.ts'
import { takeKey } from '../../db/kept-answers.ts'
import { openDraft } from '../../letter/secrets.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { findQuote, moveAnchors, withReplacement, type Anchor } from '../../text/document/anchors.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { visibleText } from '../../text/document/visible-text.ts'
import { readThreads } from '../threads/read-threads.ts'
import { faultsInComment, isBy, tidyComment, type TypedComment } from '../threads/rules.ts'
import { startThread } from '../threads/start-thread.ts'
import type { ReviewKeys } from './find-review.ts'
import { mostCommentsOfLink } from './rules.ts'
import { withinReview, type WithinReview } from './within-review.ts'

/**
 * A reviewer comments on a passage of the version, or on the whole text, or suggests other words for a passage. The passage moves once
 * from the version to the present text; from then on it moves with the text like every other.
 * @param once names one press of a button. The same press that arrives twice makes one comment.
 * @throws Refusal
 */
export async function commentAsReviewer(
  core: Core,
  keys: ReviewKeys,
  { once, ...typed }: TypedComment & { once?: Buffer | undefined },
  now: Date,
): Promise<void> {
  const tidied = tidyComment(typed)
  await withinReview(core, keys, now, async (within) => {
    const faults = faultsInComment(tidied)
    if (faults.length > 0) throw Refusal.fields(faults)
    const { trx, letter, author } = within
    if (once && (await takeKey(trx, once, once, now))) return
    const threads = await readThreads(core, trx, letter.id)
    const own = threads.filter(({ comments: [first] }) => first !== undefined && isBy(first, author.mark))
    if (own.length >= mostCommentsOfLink)
      throw refusal('words', say('reviews-too-many-comments', { most: mostCommentsOfLink }))
    const { words, replacement = null } = tidied
    await startThread(core, trx, letter.id, { author, words, replacement, anchor: anchorIn(core, within, tidied) }, now)
  })
}

/** @throws Refusal if the passage is not in the version, or a suggestion cannot be put there */
function anchorIn(
  core: Core,
  { text: version, letter }: WithinReview,
  { quote, near, replacement }: TypedComment,
): Anchor | null {
  if (quote === '') return null
  const { text: seen } = visibleText(fromMarkdown(version.text))
  const passage = findQuote(seen, quote, near)
  if (passage === 'none') throw refusal('quote', say('reviews-passage-not-found'))
  if (passage === 'several') throw refusal('quote', say('reviews-passage-several'))
  if (replacement !== undefined && withReplacement(version.text, passage, replacement) === null)
    throw refusal('replacement', say('reviews-suggestion-over-blocks'))
  const anchor = { quote: seen.slice(passage.start, passage.end), passage }
  const { text: present } = visibleText(fromMarkdown(openDraft(core, letter).text))
  return moveAnchors(seen, present, [anchor])[0] ?? null
}

function refusal(field: string, message: Sentence): Refusal {
  return Refusal.fields([{ field, message }])
}
