import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'

/** Seals the vouching key under the letter's claims key. When that key is destroyed, nobody can draw another code. */
export function sealVouchKey({ keys }: Pick<Core, 'keys'>, letterId: string, privateKey: Buffer): Buffer {
  return seal(keys.claims(letterId, 'vouch key'), letterId, privateKey, 2048)
}

/** @throws KeyGone once the letter is closed */
export function openVouchKey({ keys }: Pick<Core, 'keys'>, letterId: string, sealed: Buffer): Buffer {
  return unseal(keys.claims(letterId, 'vouch key'), letterId, sealed)
}

/**
 * The tag under which the claim of a vouching code is stored. Its purpose differs from that of addresses, so the tags cannot
 * collide.
 */
export function vouchTag({ keys }: Pick<Core, 'keys'>, letterId: string, prefix: Buffer): Buffer {
  return keyedHash(keys.claims(letterId, 'vouch tag'), prefix)
}

export function vouchRequest({ keys }: Pick<Core, 'keys'>, letterId: string, prefix: Buffer, verifier: Buffer): Buffer {
  return keyedHash(keys.claims(letterId, 'vouch request'), prefix, verifier)
}
