import { prepareIssuers } from '../anonymity/prepare-issuers.ts'
import { employersOf, type LetterRow } from '../letter/queries.ts'
import { notOpenRefusal, refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import { singleFlight } from '../concurrency/single-flight.ts'
import type { Core } from '../core.ts'
import { newIssuerKey } from '../crypto/blind-rsa.ts'
import { refusedIfGone } from '../db/keys/keys.ts'
import { Refusal, say } from '../refusal.ts'
import { challengeFor, readAddress } from '../signatures/signing/sign.ts'
import { keepVouchKey, vouchKeyOf } from './queries.ts'
import { sealVouchKey } from './secrets.ts'

/**
 * Mails a code with which a verified person may draw vouching codes. The answer does not depend on what is known about the
 * address. When vouching is switched off, the code still recovers codes that the address drew before (see draw-codes.ts).
 * @returns the token of the challenge
 */
export async function askToVouch(core: Core, letter: LetterRow, typed: string, now: Date): Promise<string> {
  if (letter.vouches_each === 0 && !(await vouchKeyOf(core.db, letter.id))) throw noVouchingRefusal()
  refuseUnlessOpen(letter, now)
  // Only an address that has signed can draw, so its owner was asked then who reads it.
  const address = readAddress(typed, await employersOf(core.db, letter.id), true)
  if ('message' in address) throw Refusal.fields([{ field: 'address', message: address.message }])
  return refusedIfGone(async () => {
    await prepareVouching(core, letter)
    const payload = { address: address.mailTo }
    return challengeFor(core, { letterId: letter.id, purpose: 'vouch', payload }, address, now)
  }, notOpenRefusal)
}

export function noVouchingRefusal(): Refusal {
  return new Refusal('conflict', 'vouching-not-offered', say('refusal-vouching-not-offered'))
}

/** Creates the keys that vouching needs, on the first request of any person, because most letters never need them. */
export async function prepareVouching(core: Core, letter: LetterRow): Promise<void> {
  if (await vouchKeyOf(core.db, letter.id)) return
  // Created last: when this key exists, the issuer key exists too.
  await prepareIssuers(core, letter, ['vouched'])
  await singleFlight(`vouch-key:${letter.id}`, () => prepareVouchKey(core, letter.id))
}

async function prepareVouchKey(core: Core, letterId: string): Promise<void> {
  if (await vouchKeyOf(core.db, letterId)) return
  const { n, privateKey } = await newIssuerKey()
  await keepVouchKey(core.db, {
    letter_id: letterId,
    public_key: n,
    private_sealed: sealVouchKey(core, letterId, privateKey),
  })
}
