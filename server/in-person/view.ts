import { letterPath } from '../letter/letter-address.ts'
import { maySign } from '../letter/rules.ts'
import { may } from '../organizers/rules.ts'
import { say, type Sentence } from '../refusal.ts'
import { mostCodes } from '../vouching/sign-blinded-codes.ts'
import type { CheckBegunJson, CheckJson } from './schemas.ts'
import type { CheckFacts } from './show-check.ts'

export interface InPersonPage {
  id: string
  letterTitle: Sentence
  /** The letter's page. Its codes are links to a page below it. */
  path: string
  /** Why no code can be made now, and whether this organizer can switch the check on. */
  stopped: { title: Sentence; words: Sentence; kind: 'warning' | undefined; switch: boolean } | null
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
  const { letter, title, left, mostOfLetter, total } = facts
  return {
    id: letter.id,
    letterTitle: title,
    path: letterPath(letter),
    stopped: stoppedBy(facts, now),
    each: letter.checks_each,
    left,
    mostOfLetter,
    most: Math.min(left, mostCodes),
    total,
  }
}

function stoppedBy({ letter, role, left }: CheckFacts, now: Date): InPersonPage['stopped'] {
  const verdict = maySign(letter, now)
  const most = letter.checks_each
  const notice = { kind: undefined, switch: false }
  if (verdict === 'closed')
    return { ...notice, title: say('in-person-closed-title'), words: say('in-person-closed-words') }
  if (most === 0) {
    const words = { title: say('in-person-off-title'), words: say('in-person-off-words') }
    return { ...notice, ...words, switch: may(role, 'settings') }
  }
  if (verdict === 'not-open')
    return { ...notice, title: say('in-person-draft-title'), words: say('in-person-draft-words', { most }) }
  if (verdict === 'paused')
    return { ...notice, title: say('letter-paused-title'), words: say('in-person-paused-words'), kind: 'warning' }
  if (left > 0) return null
  return { ...notice, title: say('in-person-used-up-title', { most }), words: say('in-person-used-up-words') }
}

export function checkJson({ letter, left, mostOfLetter, total }: CheckFacts): CheckJson {
  return { each: letter.checks_each, left, most_of_letter: mostOfLetter, handed_over: total }
}

export function checkBegunJson({ letter, publicKey }: { letter: string; publicKey: Buffer }): CheckBegunJson {
  return { letter, n: publicKey.toString('base64url') }
}
