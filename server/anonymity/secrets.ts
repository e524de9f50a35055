import type { Core } from '../core.ts'
import { keyedHash } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { ed25519Keys, type SignatoryKeys } from '../crypto/signing-key.ts'

/** Seals an issuer's private key under the letter's claims key. When that key is destroyed, nobody can sign another credential. */
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

/** The key pair that signs receipts in the letter's name. The server's key derives it, so it survives closing. */
export function logKeys({ keys }: Pick<Core, 'keys'>, letterId: string): SignatoryKeys {
  return ed25519Keys(keyedHash(keys.server('log key'), letterId))
}
