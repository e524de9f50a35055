import type { LetterState } from '../letter/rules.ts'
import { say, type Sentence } from '../refusal.ts'

/** The pages on which a letter's text is made, in their order. */
const drafted = ['text', 'demands', 'employers', 'names', 'details'] as const
export type LetterPart =
  (typeof drafted)[number] | 'comments' | 'plan' | 'versions' | 'preview' | 'opening' | 'revision'

export interface PartLink {
  href: string
  label: Sentence
  current: boolean
}

export function textPath(id: string, part: LetterPart = 'text'): string {
  if (part === 'plan') return `/dashboard/letters/${id}/delivery`
  return part === 'text' ? `/dashboard/letters/${id}/text` : `/dashboard/letters/${id}/text/${part}`
}

/** The links between these pages. The plan is one of them while the letter is a draft. */
export function partLinks({ letter }: { letter: { id: string; state: LetterState } }, current: string): PartLink[] {
  const { id, state } = letter
  const parts: LetterPart[] = [
    ...drafted,
    ...(state === 'draft'
      ? (['comments', 'plan', 'versions', 'preview', 'opening'] as const)
      : (['versions', 'preview', 'revision'] as const)),
    ...(state === 'quiet' ? (['opening'] as const) : []),
  ]
  return parts.map((part) => ({
    href: textPath(id, part),
    label: say('drafting-part-label', { part }),
    current: part === current,
  }))
}
