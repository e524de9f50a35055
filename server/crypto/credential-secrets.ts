import { createHash } from 'node:crypto'
import { blind, finalize, issuerId, prepare } from './blind-rsa.ts'
import { BLINDING_BYTES, PREFIX_BYTES, SALT_BYTES, credentialMessage, purposes, requestBytes } from './credential.ts'
import { statementPurpose } from './public-statement.ts'
import { deriveSecret, ed25519Keys, type SignatoryKeys } from './signing-key.ts'

/** A credential that the issuers have not signed yet. The signing key derives all of it, so a lost page can be recreated. */
export interface UnsignedCredential {
  keys: SignatoryKeys
  message: Buffer
  prefix: Buffer
  /** One entry for each issuer, in the order of the issuers. */
  blinded: { issuer: string; message: Buffer }[]
  /**
   * Turns the issuers' answers, in the same order, into signatures.
   * @throws when an answer does not give a valid signature under the issuer's published key
   */
  finalize(answers: readonly Buffer[]): { issuer: string; signature: Buffer }[]
}

export function credentialKeys(seed: Buffer, letterId: string, verification: string): SignatoryKeys {
  return ed25519Keys(deriveSecret(seed, letterId, purposes.ed25519(verification)))
}

/**
 * The key pair of the one statement that a signing key may make on a letter. It cannot be linked to the key pair of the
 * signature.
 */
export function statementKeys(seed: Buffer, letterId: string): SignatoryKeys {
  return ed25519Keys(deriveSecret(seed, letterId, statementPurpose))
}

/** The signatory's side of issuing, as the browser does it. Only rehearsals and tests use it. */
export function newCredential(
  seed: Buffer,
  letterId: string,
  verification: string,
  moduli: readonly Buffer[],
): UnsignedCredential {
  const keys = credentialKeys(seed, letterId, verification)
  const message = Buffer.from(credentialMessage({ letterId, verification, publicKey: keys.publicKey }))
  const prefix = deriveSecret(seed, letterId, purposes.prefix(verification), PREFIX_BYTES)
  const prepared = prepare(prefix, message)
  const asked = moduli.map((n) => {
    const issuer = issuerId(n).toString('base64url')
    const salt = deriveSecret(seed, letterId, purposes.salt(issuer), SALT_BYTES)
    const factor = deriveSecret(seed, letterId, purposes.blinding(issuer), BLINDING_BYTES)
    return { issuer, n, ...blind(n, prepared, salt, factor) }
  })
  return {
    keys,
    message,
    prefix,
    blinded: asked.map(({ issuer, blinded }) => ({ issuer, message: blinded })),
    finalize: (answers) =>
      asked.map(({ issuer, n, inverse }, index) => ({
        issuer,
        signature: finalize(n, prepared, answers[index] ?? Buffer.alloc(0), inverse),
      })),
  }
}

/** The credential id: the SHA-256 of the message. */
export function credentialId(message: Uint8Array): Buffer {
  return createHash('sha256').update(message).digest()
}

/** The hash that a claim stores to identify the request on which it was spent. */
export function requestHash(letterId: string, blinded: readonly { issuer: Buffer; message: Buffer }[]): Buffer {
  return createHash('sha256').update(requestBytes(letterId, blinded)).digest()
}
