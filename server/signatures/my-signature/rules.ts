import { maySign, type Signable, type Visibility } from '../../letter/rules.ts'
import { holdsNow, maySeeName, type NameState } from '../disclosure.ts'
import { lesserThan } from '../rules.ts'

/** What a signatory may choose later. `nameless`: organizers only, and the name itself is erased. */
export type Lesser = 'withheld' | 'recipients' | 'nameless'

/** A signature as its signing key finds it. */
export interface Standing extends NameState {
  /** False while it awaits its batch. */
  inBatch: boolean
  revision: number
  hasName: boolean
  removal_due: string | null
}

export interface LetterNow extends Signable {
  visibilities: readonly string[]
  substance_revision: number
}

export type MySignatureState = 'waiting' | 'counted' | 'hidden' | 'not-counted' | 'withdrawn'

/** What became of it. A signature that organizers took out is spoken of as politely as any other. */
export function stateOf(mine: Standing): MySignatureState {
  if (mine.pending_withdrawal) return 'withdrawn'
  if (mine.invalid_reason !== null) return 'not-counted'
  if (mine.name_hidden && mine.removal_due === null) return 'hidden'
  return mine.inBatch ? 'counted' : 'waiting'
}

/** Only less visible than what holds now. */
export function mayBecome(mine: Standing, letter: LetterNow): Lesser[] {
  if (mine.pending_withdrawal) return []
  const lesser = lesserThan(holdsNow(mine), letter.visibilities).filter(isLesser)
  return mine.hasName ? [...lesser.toReversed(), 'nameless'] : []
}

function isLesser(visibility: Visibility): visibility is 'withheld' | 'recipients' {
  return visibility === 'withheld' || visibility === 'recipients'
}

/** Whether it belongs to a text that has changed in substance since, and may still be moved to the present one. */
export function mayAgree(mine: Standing, letter: LetterNow, now: Date): boolean {
  return !mine.pending_withdrawal && mine.revision < letter.substance_revision && maySign(letter, now) === 'yes'
}

/** Whether the name stands in clear once what hid it on request of a mailbox has been lifted by the signing key. */
export function showsAfterObjection(mine: Standing): boolean {
  return mine.inBatch && maySeeName('everyone', { ...mine, name_hidden: false })
}
