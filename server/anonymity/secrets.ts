import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'

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
