import { getPublicKey, hashes, sign, verify } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import type { CredentialsJson, IssuedJson, RedemptionJson } from '../../server/anonymity/schemas.ts'
import {
  BLINDING_BYTES,
  credentialMessage,
  replacementStatement,
  ISSUER_ID_BYTES,
  namingStatement,
  NO_COMMITMENT,
  PREFIX_BYTES,
  purposes,
  requestBytes,
  RSA_BYTES,
  SALT_BYTES,
  signatureStatement,
  withdrawalStatement,
  type TypedPerson,
} from '../../server/crypto/credential.ts'
import {
  earlierStatement,
  firstSending,
  publicStatement,
  statementPurpose,
} from '../../server/crypto/public-statement.ts'
import { blind, finalize, holds, prepared, publicKey, type Blinded, type PublicKey } from './blind-rsa.ts'
import { fromBase64url, fromHex, inBase64url, inHex, toNumber, utf8, type Bytes } from './bytes.ts'
import { deriveSecret } from './signing-key.ts'

hashes.sha512 = sha512

export type Issuer = CredentialsJson['issuers'][number]
export type IssuerSignature = IssuedJson['signatures'][number]
export type Credential = Pick<RedemptionJson, 'message' | 'prefix' | 'signatures'>

/** The data from which everything of one signature on one letter is derived. */
export interface Holder {
  seed: Bytes
  /** UUID. */
  letter: string
  /** The verification class, for example `mailbox`. */
  verification: string
}

/**
 * One holder for each verification class of the letter. A signing key has one signature, but a page that gets only the key does
 * not know its class, so it tries each.
 */
export function holdersOf(
  seed: Bytes,
  { letter, issuers }: { letter: string; issuers: readonly Pick<Issuer, 'class'>[] },
): Holder[] {
  return [...new Set(issuers.map((issuer) => issuer.class))].map((verification) => ({ seed, letter, verification }))
}

/**
 * The issuer's public key. @throws Error unless its id matches, which means that the server's answer is not what the letter
 * publishes
 */
function keyOf({ id, n, e }: Issuer): PublicKey {
  const modulus = fromBase64url(n)
  if (modulus.length !== RSA_BYTES || inBase64url(sha256(modulus).slice(0, ISSUER_ID_BYTES)) !== id)
    throw new Error('the issuer’s key does not belong to its name')
  return publicKey(modulus, fromBase64url(e))
}

/** The issuers that must all sign a credential of this class. @throws Error when the letter has none */
function issuersFor({ verification }: Holder, issuers: readonly Issuer[]): Issuer[] {
  const needed = issuers.filter((issuer) => issuer.class === verification)
  if (needed.length === 0) throw new Error('the letter names no issuer')
  return needed
}

function secretOf({ seed, letter }: Holder, purpose: string, bytes?: number): Bytes {
  return deriveSecret(seed, letter, purpose, bytes)
}

function ed25519Of(holder: Holder): Bytes {
  return secretOf(holder, purposes.ed25519(holder.verification))
}

export function verifierOf(holder: Holder): Bytes {
  return getPublicKey(ed25519Of(holder))
}

function messageOf(holder: Holder): Bytes {
  return credentialMessage({
    letterId: holder.letter,
    verification: holder.verification,
    publicKey: verifierOf(holder),
  })
}

export function credentialId(holder: Holder): Bytes {
  return sha256(messageOf(holder))
}

function blindedFor(holder: Holder, issuer: Issuer): Blinded {
  const key = keyOf(issuer)
  const message = prepared(secretOf(holder, purposes.prefix(holder.verification), PREFIX_BYTES), messageOf(holder))
  const salt = secretOf(holder, purposes.salt(issuer.id), SALT_BYTES)
  const factor = toNumber(secretOf(holder, purposes.blinding(issuer.id), BLINDING_BYTES)) % key.n
  return blind(key, message, salt, factor)
}

/** Creates the blinded message for each issuer. The same key creates the same request again, so a lost answer costs nothing. */
export function request(holder: Holder, issuers: readonly Issuer[]): { issuer: string; message: string }[] {
  return issuersFor(holder, issuers).map((issuer) => ({
    issuer: issuer.id,
    message: inBase64url(blindedFor(holder, issuer).message),
  }))
}

/** Unblinds the issuers' answers to a credential. Returns null when an answer is missing or not a valid signature. */
export function unblind(
  holder: Holder,
  issuers: readonly Issuer[],
  answers: readonly IssuerSignature[],
): Credential | null {
  return assembled(holder, issuers, answers, (issuer, answer) =>
    finalize(keyOf(issuer), blindedFor(holder, issuer), answer),
  )
}

/** Restores a credential from its saved signatures. Returns null when they belong to another letter or another key. */
export function restored(
  holder: Holder,
  issuers: readonly Issuer[],
  saved: readonly IssuerSignature[],
): Credential | null {
  return assembled(holder, issuers, saved, (issuer, signature) =>
    holds(keyOf(issuer), blindedFor(holder, issuer).encoded, signature) ? signature : null,
  )
}

function assembled(
  holder: Holder,
  issuers: readonly Issuer[],
  given: readonly IssuerSignature[],
  signatureFrom: (issuer: Issuer, given: Bytes) => Bytes | null,
): Credential | null {
  const signatures: IssuerSignature[] = []
  for (const issuer of issuersFor(holder, issuers)) {
    const signature = signatureFrom(issuer, bytesOf(given.find((each) => each.issuer === issuer.id)?.signature))
    if (!signature) return null
    signatures.push({ issuer: issuer.id, signature: inBase64url(signature) })
  }
  const prefix = secretOf(holder, purposes.prefix(holder.verification), PREFIX_BYTES)
  return { message: inBase64url(messageOf(holder)), prefix: inBase64url(prefix), signatures }
}

/** Text that is not base64url gives no bytes, which fail as a signature later. */
function bytesOf(text: unknown): Bytes {
  try {
    return typeof text === 'string' ? fromBase64url(text) : new Uint8Array()
  } catch {
    return new Uint8Array()
  }
}

/** Signs one revision of the letter. `commitment` is the commitment to facets, 32 bytes. */
export function signatureFor(
  holder: Holder,
  revisionHashHex: string,
  commitment: Bytes = NO_COMMITMENT,
): { revision_hash: string; visibility: 'anonymous'; commitment: string; proof: string } {
  const revisionHash = fromHex(revisionHashHex)
  const statement = signatureStatement({
    letterId: holder.letter,
    revisionHash,
    visibility: 'anonymous',
    commitment,
  })
  return {
    revision_hash: inBase64url(revisionHash),
    visibility: 'anonymous',
    commitment: inBase64url(commitment),
    proof: inBase64url(sign(statement, ed25519Of(holder))),
  }
}

export function withdrawalBy(holder: Holder): string {
  return inBase64url(sign(withdrawalStatement(holder.letter, credentialId(holder)), ed25519Of(holder)))
}

/** Signs a request about the one statement of a signing key, with the statement's own key. */
export function statementBy(
  { seed, letter }: { seed: Bytes; letter: string },
  purpose: Parameters<typeof publicStatement>[0],
  text = '',
): { key: string; proof: string } {
  const secret = deriveSecret(seed, letter, statementPurpose)
  const key = getPublicKey(secret)
  return { key: inBase64url(key), proof: inBase64url(sign(publicStatement(purpose, letter, key, text), secret)) }
}

/**
 * Signs the first sending of a statement with the key of the anonymous signature. It binds the statement's key to that signature.
 */
export function firstSendingBy(holder: Holder, text: string): { verifier: string; proof: string } {
  const key = getPublicKey(deriveSecret(holder.seed, holder.letter, statementPurpose))
  return signedBy(holder, firstSending(holder.letter, credentialId(holder), key, text))
}

/** Signs a request about a statement that was sent before statements had their own keys. */
export function earlierBy(holder: Holder, purpose: 'ask' | 'withdraw'): { verifier: string; proof: string } {
  return signedBy(holder, earlierStatement(purpose, holder.letter, credentialId(holder)))
}

function signedBy(holder: Holder, message: Bytes): { verifier: string; proof: string } {
  return { verifier: inBase64url(verifierOf(holder)), proof: inBase64url(sign(message, ed25519Of(holder))) }
}

/** Signs the change from an anonymous to a named signature: the withdrawal of the first, and the second. */
export function namingBy(
  holder: Holder,
  { revisionHashHex, ...stated }: { revisionHashHex: string; visibility: string } & TypedPerson,
) {
  const revisionHash = fromHex(revisionHashHex)
  const verifier = namedVerifier(holder)
  const statement = namingStatement({
    ...stated,
    letterId: holder.letter,
    credentialId: credentialId(holder),
    revisionHash,
    verifier,
  })
  return {
    ...stated,
    revision_hash: inBase64url(revisionHash),
    named_verifier: inBase64url(verifier),
    withdrawal: withdrawalBy(holder),
    proof: inBase64url(sign(statement, ed25519Of(holder))),
  }
}

/** Proves that the holder of a named signature gives it up in exchange for these blinded messages. */
export function replacementProof(
  named: { seed: Bytes; letter: string },
  blinded: readonly { issuer: string; message: string }[],
) {
  const secret = deriveSecret(named.seed, named.letter, 'ed25519')
  const asked = requestBytes(
    named.letter,
    blinded.map(({ issuer, message }) => ({ issuer: fromBase64url(issuer), message: fromBase64url(message) })),
  )
  return {
    verifier: inBase64url(getPublicKey(secret)),
    proof: inBase64url(sign(replacementStatement(named.letter, sha256(asked)), secret)),
    leaf_id: inBase64url(deriveSecret(named.seed, named.letter, 'leaf')),
  }
}

function namedVerifier({ seed, letter }: Holder): Bytes {
  return getPublicKey(deriveSecret(seed, letter, 'ed25519'))
}

/** Returns true if the letter's log key signed this receipt for this credential. */
export function receiptHolds(receipt: { text: string; signature: string }, receiptKey: string, id: Bytes): boolean {
  try {
    const { text, signature } = receipt
    const named = text.includes(`\ncredential ${inHex(id)}\n`)
    return named && verify(fromBase64url(signature), utf8(text), fromBase64url(receiptKey))
  } catch {
    return false
  }
}

/** The part of the published list that contains an id, when the list is split into `buckets` parts. */
export function bucketOf(id: Bytes, buckets: number): number {
  return Math.floor((toNumber16(id) * buckets) / 65_536)
}

function toNumber16(bytes: Bytes): number {
  return Number(toNumber(bytes.slice(0, 2)))
}
