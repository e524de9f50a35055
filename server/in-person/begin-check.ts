import type { Core } from '../core.ts'
import { refusedIfGone } from '../db/keys/keys.ts'
import { notOpenRefusal } from '../letter/refuse-unless-open.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { prepareCodeKey } from '../vouching/prepare-code-key.ts'
import { codeKeyOf } from '../vouching/queries.ts'
import { refuseUnlessChecking } from './hand-over-codes.ts'

/**
 * Returns what a browser needs to blind codes. Creates the letter's key on the first call, which takes a second or two.
 * @throws Refusal
 */
export async function beginCheck(
  core: Core,
  organizerId: string,
  letterId: string,
  now: Date,
): Promise<{ letter: string; publicKey: Buffer }> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, 'check-in-person')
  refuseUnlessChecking(letter, now)
  await refusedIfGone(() => prepareCodeKey(core, letter, 'reviewed'), notOpenRefusal)
  const key = await codeKeyOf(core.db, letter.id, 'reviewed')
  if (!key) throw notOpenRefusal()
  return { letter: letter.id, publicKey: key.public_key }
}
