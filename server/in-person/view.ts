import { letterPath } from '../letter/letter-address.ts'
import { maySign } from '../letter/rules.ts'
import { may } from '../organizers/rules.ts'
import type { Sentence } from '../refusal.ts'
import { mostCodes } from '../vouching/sign-blinded-codes.ts'
import type { CheckBegunJson, CheckJson } from './schemas.ts'
import type { CheckFacts } from './show-check.ts'

export interface InPersonPage {
  id: string
  letterTitle: Sentence
  /** The letter's page. Its codes are links to a page below it. */
  path: string
  /** Why no code can be made now. */
  stopped: 'off' | 'draft' | 'paused' | 'closed' | 'used-up' | null
  /** True if this organizer can switch the check on. */
  maySwitch: boolean
  each: number
  left: number
  mostOfLetter: number
  /** How many codes can be made at a time. */
  most: number
  total: number | null
}
declare module '../http/pages.ts' {
  interface Pages {
    'in-person/hand-over': InPersonPage
  }
}

export function inPersonPage(facts: CheckFacts, now: Date): InPersonPage {
  const { letter, role, title, left, mostOfLetter, total } = facts
  return {
    id: letter.id,
    letterTitle: title,
    path: letterPath(letter),
    stopped: stoppedBy(facts, now),
    maySwitch: may(role, 'settings'),
    each: letter.checks_each,
    left,
    mostOfLetter,
    most: Math.min(left, mostCodes),
    total,
  }
}

function stoppedBy({ letter, left }: CheckFacts, now: Date): InPersonPage['stopped'] {
  const verdict = maySign(letter, now)
  if (verdict === 'closed') return 'closed'
  if (letter.checks_each === 0) return 'off'
  if (verdict === 'not-open') return 'draft'
  if (verdict === 'paused') return 'paused'
  return left === 0 ? 'used-up' : null
}

export function checkJson({ letter, left, mostOfLetter, total }: CheckFacts): CheckJson {
  return { each: letter.checks_each, left, most_of_letter: mostOfLetter, handed_over: total }
}

export function checkBegunJson({ letter, publicKey }: { letter: string; publicKey: Buffer }): CheckBegunJson {
  return { letter, n: publicKey.toString('base64url') }
}
