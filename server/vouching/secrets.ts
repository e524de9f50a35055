import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'

/** Gone with the letter's claims key: from then on nobody draws another code. */
export function sealVouchKey({ keys }: Pick<Core, 'keys'>, letterId: string, privateKey: Buffer): Buffer {
  return seal(keys.claims(letterId, 'vouch key'), letterId, privateKey, 2048)
}

/** @throws KeyGone once the letter is closed */
export function openVouchKey({ keys }: Pick<Core, 'keys'>, letterId: string, sealed: Buffer): Buffer {
  return unseal(keys.claims(letterId, 'vouch key'), letterId, sealed)
}

/** The tag of a code: what the claim that it makes is kept under. Another purpose than addresses: the two never meet. */
export function vouchTag({ keys }: Pick<Core, 'keys'>, letterId: string, prefix: Buffer): Buffer {
  return keyedHash(keys.claims(letterId, 'vouch tag'), prefix)
}

export function vouchRequest({ keys }: Pick<Core, 'keys'>, letterId: string, prefix: Buffer, verifier: Buffer): Buffer {
  return keyedHash(keys.claims(letterId, 'vouch request'), prefix, verifier)
}
