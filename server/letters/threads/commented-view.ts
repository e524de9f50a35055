import type { LetterState } from '../../letter/rules.ts'
import { moveAnchors } from '../../text/document/anchors.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { visibleText } from '../../text/document/visible-text.ts'
import { textPath } from '../part-links.ts'
import { longestComment, longestPassage, type Thread } from './rules.ts'

/** The comments on the text that a form shows. */
export interface Commented {
  href: string
  /** How many are open. */
  open: number
  /** False from the opening on: then nobody writes more. */
  draft: boolean
  /** Those whose passage is in the text, for the editor. */
  marks: { number: number; start: number; end: number }[]
  longestComment: number
  longestPassage: number
}

/**
 * @param stored the text to which the passages belong
 * @param typed the text that the form shows
 */
export function commentedText(
  { id, state }: { id: string; state: LetterState },
  threads: readonly Thread[],
  stored: string,
  typed: string,
): Commented | undefined {
  const draft = state === 'draft'
  if (!draft && threads.length === 0) return undefined
  const open = threads.filter(({ closed }) => closed === null)
  const placed = open.flatMap(({ number, anchor }) => (anchor ? [{ number, anchor }] : []))
  const visible = (text: string) => visibleText(fromMarkdown(text)).text
  const anchors = placed.map(({ anchor }) => anchor)
  const moved =
    stored === typed || placed.length === 0 ? anchors : moveAnchors(visible(stored), visible(typed), anchors)
  const marks = placed.flatMap(({ number }, at) => {
    const passage = moved[at]?.passage
    return passage ? [{ number, ...passage }] : []
  })
  return { href: textPath(id, 'comments'), open: open.length, draft, marks, longestComment, longestPassage }
}
