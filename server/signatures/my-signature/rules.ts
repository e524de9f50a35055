import { maySign, type Signable, type Visibility } from '../../letter/rules.ts'
import { currentVisibility, maySeeName, type NameState } from '../disclosure.ts'
import { lesserThan } from '../rules.ts'

/** The later choices of a signatory. `nameless`: organizers only, and the name is erased. */
export const lessers = ['withheld', 'recipients', 'nameless'] as const
export type Lesser = (typeof lessers)[number]

/** A signature as its signing key finds it. */
export interface Standing extends NameState {
  /** False while the signature waits for its batch. */
  inBatch: boolean
  revision: number
  hasName: boolean
  removal_due: string | null
}

export interface LetterNow extends Signable {
  visibilities: readonly string[]
  substance_revision: number
}

export const mySignatureStates = ['waiting', 'counted', 'hidden', 'not-counted', 'withdrawn'] as const
export type MySignatureState = (typeof mySignatureStates)[number]

/** The state of a signature that its signatory is told. */
export function stateOf(mine: Standing): MySignatureState {
  if (mine.pending_withdrawal) return 'withdrawn'
  if (mine.invalid_reason !== null) return 'not-counted'
  if (mine.name_hidden && mine.removal_due === null) return 'hidden'
  return mine.inBatch ? 'counted' : 'waiting'
}

/** The choices that are less visible than the current one. */
export function mayBecome(mine: Standing, letter: LetterNow): Lesser[] {
  if (mine.pending_withdrawal) return []
  const lesser = lesserThan(currentVisibility(mine), letter.visibilities).filter(isLesser)
  return mine.hasName ? [...lesser.toReversed(), 'nameless'] : []
}

function isLesser(visibility: Visibility): visibility is 'withheld' | 'recipients' {
  return visibility === 'withheld' || visibility === 'recipients'
}

/** Returns true if the signature belongs to a text that has since changed in substance, and may still move to the current one. */
export function mayAgree(mine: Standing, letter: LetterNow, now: Date): boolean {
  return !mine.pending_withdrawal && mine.revision < letter.substance_revision && maySign(letter, now) === 'yes'
}

/** Returns true if the name is shown in clear again after the signing key cancels the hiding that a mailbox requested. */
export function showsAfterObjection(mine: Standing): boolean {
  return mine.inBatch && maySeeName('everyone', { ...mine, name_hidden: false })
}
