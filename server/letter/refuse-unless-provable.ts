import { Refusal, say } from '../refusal.ts'
import type { LetterRow } from './queries.ts'

/**
 * Closing destroys the key that could link an address to its signature.
 * @throws Refusal unless a mailbox can still take its name away
 */
export function refuseUnlessProvable({ state }: Pick<LetterRow, 'state'>): void {
  if (state === 'quiet' || state === 'open') return
  throw mailboxWayGoneRefusal()
}

export function mailboxWayGoneRefusal(): Refusal {
  return new Refusal('gone', 'mailbox-way-gone', say('refusal-mailbox-way-gone'))
}
