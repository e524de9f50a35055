import { Refusal, say } from '../refusal.ts'
import { maySign, type Signable } from './rules.ts'

/** @throws Refusal unless the letter takes signatures at this moment */
export function refuseUnlessOpen(letter: Signable, now: Date): void {
  const verdict = maySign(letter, now)
  if (verdict === 'paused') throw new Refusal('conflict', 'letter-paused', say('refusal-signing-paused'))
  if (verdict !== 'yes') throw notOpenRefusal()
}

export function notOpenRefusal(): Refusal {
  return new Refusal('gone', 'letter-closed', say('refusal-signing-closed'))
}
