import type { Visibility } from '../../letter/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import { usualNeeded } from '../rules.ts'

/** The name of a choice of who may see a signatory's name, as this letter offers it. */
export function visibilityTitle(letter: { together_needed: number | null }, visibility: Visibility): Sentence {
  return visibility === 'together'
    ? say('signing-visibility-together-label', { needed: letter.together_needed ?? usualNeeded })
    : titles[visibility]
}

const titles: Record<Exclude<Visibility, 'together'>, Sentence> = {
  anonymous: say('signing-visibility-anonymous-label'),
  withheld: say('signing-visibility-withheld-label'),
  recipients: say('signing-visibility-recipients-label'),
  public: say('signing-visibility-public-label'),
}

/** The words beside the name of a choice: what it risks. */
export const visibilityWords: Record<Visibility, Sentence> = {
  anonymous: say('signing-visibility-anonymous-words'),
  withheld: say('signing-visibility-withheld-words'),
  together: say('signing-visibility-together-words'),
  recipients: say('signing-visibility-recipients-words'),
  public: say('signing-visibility-public-words'),
}
