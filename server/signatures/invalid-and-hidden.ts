import { maySeeName, type NameState } from './disclosure.ts'

export const invalidReasons = ['not-theirs', 'not-an-employee', 'not-a-person', 'other'] as const
export type InvalidReason = (typeof invalidReasons)[number]

/** Selects signatures when there are too many to list by id. */
export interface Condition {
  resemblance?: 'yes' | 'no' | 'unclear'
  visibility?: 'anonymous' | 'withheld' | 'together' | 'recipients' | 'public'
  nameContains?: string
  /** Must be the only condition. With others, the number of matches would be a breakdown that k does not allow. */
  employer?: string
}

export type ConditionProblem = 'empty' | 'employer-with-others' | 'name-too-short'

export function conditionProblem(condition: Condition): ConditionProblem | null {
  const given = Object.values(condition).filter((value) => value !== undefined && value !== '')
  if (given.length === 0) return 'empty'
  if (condition.employer !== undefined && given.length > 1) return 'employer-with-others'
  if (condition.nameContains !== undefined && folded(condition.nameContains).length < 2) return 'name-too-short'
  return null
}

/** Normalizes text for comparison with a name. Case, width and composition do not matter. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/**
 * Decides how a stored name changes together with its signature. It is stored in clear where everybody may see it. Otherwise it
 * is sealed, so that undoing restores it. Only the signatory's own choice makes a name public. A held name stays sealed.
 */
export function nameMove(stored: 'clear' | 'sealed' | 'held' | 'none', after: NameState): 'open' | 'seal' | 'stay' {
  if (stored === 'none' || stored === 'held') return 'stay'
  const shown = after.visibility === 'public' && maySeeName('everyone', after)
  if (stored === 'clear') return shown ? 'stay' : 'seal'
  return shown ? 'open' : 'stay'
}

/**
 * Returns true if the hiding is added to the public number of names hidden on request. It is for names that everybody could see,
 * because their disappearance is visible anyway. Adding the others would reveal when they were requested.
 */
export function hidingIsPublic(signature: NameState): boolean {
  return signature.visibility === 'public' && signature.pending_visibility === null && !signature.pending_withdrawal
}
