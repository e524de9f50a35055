import { signBlinded } from '../anonymity/blind-signing/pool.ts'
import { blindedMalformedRefusal } from '../anonymity/shared-refusals.ts'
import type { Core } from '../core.ts'
import { isBlindable } from '../crypto/blind-rsa.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { SigningCodeKey } from './queries.ts'
import { openCodeKey } from './secrets.ts'

/** The most codes that one request has signed. */
export const mostCodes = 10

/** @param sent blinded messages in base64url @throws Refusal unless each is 1 < m < n − 1, and there are 1 to 10 */
export function readBlindedCodes({ public_key }: SigningCodeKey, sent: readonly string[]): Buffer[] {
  const blinded = sent.map((text) => Buffer.from(text, 'base64url'))
  const fits = blinded.length > 0 && blinded.length <= mostCodes
  if (fits && blinded.every((each) => isBlindable(public_key, each))) return blinded
  throw blindedMalformedRefusal()
}

/** Opens the private half of a key. Returns null once the letter is closed. */
export function openSigningKey(core: Core, { letter_id, class: verification, private_sealed }: SigningCodeKey) {
  return unlessGone(() => openCodeKey(core, letter_id, verification, private_sealed))
}

/** @returns the blind signatures in base64url, in the order of the messages. Repeated, it returns the same. */
export async function signBlindedCodes(
  { public_key }: SigningCodeKey,
  privateKey: Buffer,
  blinded: readonly Buffer[],
): Promise<string[]> {
  const signed = await Promise.all(blinded.map((each) => signBlinded({ n: public_key, privateKey }, each)))
  return signed.map((signature) => signature.toString('base64url'))
}
