import type { Visibility } from '../letter/rules.ts'
import { say, type Sentence } from '../refusal.ts'
import { usualNeeded } from '../together/rules.ts'

/** The name of a choice of who may see a signatory's name, as this letter offers it. */
export function visibilityTitle(letter: { together_needed: number | null }, visibility: Visibility): Sentence {
  return visibility === 'together'
    ? say('signing-visibility-together-label', { needed: letter.together_needed ?? usualNeeded })
    : say(`signing-visibility-${visibility}-label`)
}
