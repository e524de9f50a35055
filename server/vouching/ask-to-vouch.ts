import { employersOf, type LetterRow } from '../letter/queries.ts'
import { notOpenRefusal, refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { refusedIfGone } from '../db/keys/keys.ts'
import { Refusal, say } from '../refusal.ts'
import { challengeFor, readAddress } from '../signatures/signing/sign.ts'
import { prepareCodeKey } from './prepare-code-key.ts'
import { codeKeyOf } from './queries.ts'

/**
 * Mails a code with which a verified person may draw vouching codes. The answer does not depend on what is known about the
 * address. When vouching is switched off, the code still recovers codes that the address drew before (see draw-codes.ts).
 * @returns the token of the challenge
 */
export async function askToVouch(core: Core, letter: LetterRow, typed: string, now: Date): Promise<string> {
  if (letter.vouches_each === 0 && !(await codeKeyOf(core.db, letter.id, 'vouched'))) throw noVouchingRefusal()
  refuseUnlessOpen(letter, now)
  // Only an address that has signed can draw, so its owner was asked then who reads it.
  const address = readAddress(typed, await employersOf(core.db, letter.id), true)
  if ('message' in address) throw Refusal.fields([{ field: 'address', message: address.message }])
  return refusedIfGone(async () => {
    await prepareCodeKey(core, letter, 'vouched')
    const payload = { address: address.mailTo }
    return challengeFor(core, { letterId: letter.id, purpose: 'vouch', payload }, address, now)
  }, notOpenRefusal)
}

export function noVouchingRefusal(): Refusal {
  return new Refusal('conflict', 'vouching-not-offered', say('refusal-vouching-not-offered'))
}
