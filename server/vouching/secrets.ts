import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import type { CodeClass } from '../crypto/one-time-code.ts'
import { seal, unseal } from '../crypto/sealing.ts'

/** The purposes of the claims key, different for each class, so that neither keys nor tags of two classes can collide. */
const purposes = {
  vouched: { key: 'vouch key', tag: 'vouch tag', request: 'vouch request' },
  reviewed: { key: 'in-person key', tag: 'in-person tag', request: 'in-person request' },
} as const

/** Seals the key that signs codes under the letter's claims key. When that key is destroyed, nobody can have another code signed. */
export function sealCodeKey(
  { keys }: Pick<Core, 'keys'>,
  letterId: string,
  verification: CodeClass,
  privateKey: Buffer,
): Buffer {
  return seal(keys.claims(letterId, purposes[verification].key), letterId, privateKey, 2048)
}

/** @throws KeyGone once the letter is closed */
export function openCodeKey(
  { keys }: Pick<Core, 'keys'>,
  letterId: string,
  verification: CodeClass,
  sealed: Buffer,
): Buffer {
  return unseal(keys.claims(letterId, purposes[verification].key), letterId, sealed)
}

/** The tag under which the claim of a code is stored. Its purpose differs from that of addresses, so the tags cannot collide. */
export function codeTag(
  { keys }: Pick<Core, 'keys'>,
  letterId: string,
  verification: CodeClass,
  prefix: Buffer,
): Buffer {
  return keyedHash(keys.claims(letterId, purposes[verification].tag), prefix)
}

export function codeRequest(
  { keys }: Pick<Core, 'keys'>,
  letterId: string,
  verification: CodeClass,
  parts: { prefix: Buffer; verifier: Buffer },
): Buffer {
  return keyedHash(keys.claims(letterId, purposes[verification].request), parts.prefix, parts.verifier)
}
