import { createHash } from 'node:crypto'
import { blind, finalize, issuerId, prepare } from './blind-rsa.ts'
import { BLINDING_BYTES, PREFIX_BYTES, SALT_BYTES, credentialMessage, purposes, requestBytes } from './credential.ts'
import { statementPurpose } from './public-statement.ts'
import { deriveSecret, ed25519Keys, type SignatoryKeys } from './signing-key.ts'

/** A credential on its way: all of it follows from the signing key, so that a lost page can be made again. */
export interface UnsignedCredential {
  keys: SignatoryKeys
  message: Buffer
  prefix: Buffer
  /** For each issuer, in their order. */
  blinded: { issuer: string; message: Buffer }[]
  /** The issuers' answers, in the same order, made signatures. @throws where one is not by its published key */
  finalize(answers: readonly Buffer[]): { issuer: string; signature: Buffer }[]
}

export function credentialKeys(seed: Buffer, letterId: string, verification: string): SignatoryKeys {
  return ed25519Keys(deriveSecret(seed, letterId, purposes.ed25519(verification)))
}

/** The key of the signing key's one statement on a letter. It has nothing in common with the signature's. */
export function statementKeys(seed: Buffer, letterId: string): SignatoryKeys {
  return ed25519Keys(deriveSecret(seed, letterId, statementPurpose))
}

/** The signatory's half, as the browser does it: for rehearsals and tests. */
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

/** SHA-256 of the message. */
export function credentialId(message: Uint8Array): Buffer {
  return createHash('sha256').update(message).digest()
}

/** What a claim remembers of the request that it was spent on. */
export function requestHash(letterId: string, blinded: readonly { issuer: Buffer; message: Buffer }[]): Buffer {
  return createHash('sha256').update(requestBytes(letterId, blinded)).digest()
}
