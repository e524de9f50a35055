import type { Core } from '../../core.ts'
import { takeKey } from '../../db/kept-answers.ts'
import { openDraft } from '../../letter/secrets.ts'
import { Refusal, say } from '../../refusal.ts'
import { moveAnchors, type Anchor } from '../../text/document/anchors.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { visibleText } from '../../text/document/visible-text.ts'
import { anchorIn } from '../threads/anchor-in.ts'
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
      throw Refusal.fields([
        { field: 'words', message: say('reviews-too-many-comments', { most: mostCommentsOfLink }) },
      ])
    const { words, replacement = null } = tidied
    await startThread(
      core,
      trx,
      letter.id,
      { author, words, replacement, anchor: presentAnchor(core, within, tidied) },
      now,
    )
  })
}

/** @throws Refusal if the passage is not in the version, or a suggestion cannot be put there */
function presentAnchor(core: Core, { text: version, letter }: WithinReview, typed: TypedComment): Anchor | null {
  const anchor = anchorIn(version.text, typed)
  const visible = (text: string) => visibleText(fromMarkdown(text)).text
  return anchor && (moveAnchors(visible(version.text), visible(openDraft(core, letter).text), [anchor])[0] ?? null)
}
