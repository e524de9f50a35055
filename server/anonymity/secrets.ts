import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { ed25519Keys, type SignatoryKeys } from '../crypto/signing-key.ts'

/** Gone with the letter's claims key: from then on nobody signs another credential. */
export function sealIssuerKey(
  { keys }: Pick<Core, 'keys'>,
  letterId: string,
  issuerId: Buffer,
  privateKey: Buffer,
): Buffer {
  return seal(keys.claims(letterId, 'issuer'), issuerId.toString('hex'), privateKey, 2048)
}

/** @throws KeyGone once the letter is closed */
export function openIssuerKey(
  { keys }: Pick<Core, 'keys'>,
  letterId: string,
  issuerId: Buffer,
  sealed: Buffer,
): Buffer {
  return unseal(keys.claims(letterId, 'issuer'), issuerId.toString('hex'), sealed)
}

/** What the server says about a letter under its own name: receipts. It follows from the server's key, so it outlives closing. */
export function logKeys({ keys }: Pick<Core, 'keys'>, letterId: string): SignatoryKeys {
  return ed25519Keys(keyedHash(keys.server('log key'), letterId))
}
