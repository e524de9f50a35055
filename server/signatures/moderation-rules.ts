import { maySeeName, type NameState } from './disclosure.ts'

export const invalidReasons = ['not-theirs', 'not-an-employee', 'not-a-person', 'other'] as const
export type InvalidReason = (typeof invalidReasons)[number]

/** Which signatures a moderator means when there are too many to name one by one. */
export interface Condition {
  resemblance?: 'yes' | 'no' | 'unclear'
  visibility?: 'anonymous' | 'withheld' | 'together' | 'recipients' | 'public'
  nameContains?: string
  /** Stands alone: beside other conditions the numbers that match would be a breakdown that k does not allow. */
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

/** For comparing what is typed with a name: case, width and composition do not matter. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/**
 * What becomes of a stored name when its signature changes: in clear where everybody may see it now, sealed where not, so that
 * undoing brings it back; and never in clear by anything but the signatory's own choice.
 */
export function nameMove(stored: 'clear' | 'sealed' | 'none', after: NameState): 'open' | 'seal' | 'stay' {
  if (stored === 'none') return 'stay'
  const shown = after.visibility === 'public' && maySeeName('everyone', after)
  if (stored === 'clear') return shown ? 'stay' : 'seal'
  return shown ? 'open' : 'stay'
}

/**
 * Whether hiding counts among the names that organizers took away on request. Only of a name that everybody could see: its going
 * is seen at once anyway, while the others' requests would be betrayed by their time.
 */
export function hidingIsPublic(signature: NameState): boolean {
  return signature.visibility === 'public' && signature.pending_visibility === null && !signature.pending_withdrawal
}
