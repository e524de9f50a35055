/**
 * The byte formats of anonymous signatures: the blinded message, the signed statements, and the purposes of the secrets that a
 * signing key derives. Client, server and every later verifier of a count must agree on each byte. The browser bundle includes
 * this file, so the file has no import, no Buffer and no hash. Callers hash.
 *
 * Text is ASCII unless a comment says otherwise. `short(x)` is one byte with the length of x, then x. `long(x)` uses two bytes,
 * big-endian, for the length. Each format starts with its own versioned name, and no name is a prefix of another. This domain
 * separation keeps bytes that were signed for one purpose from being valid for another.
 */
export const HASH_BYTES = 32
export const PREFIX_BYTES = 32
export const PUBLIC_KEY_BYTES = 32
export const PROOF_BYTES = 64
/** RSA-3072: the length of a modulus, a blinded message and a signature. */
export const RSA_BYTES = 384
/** RFC 9474, section 5: in RSABSSA-SHA384-PSS-Randomized the salt is as long as the hash. */
export const SALT_BYTES = 48
/** 16 bytes longer than the modulus. Reduced modulo n, the blinding factor is uniform up to a bias of 2^-128. */
export const BLINDING_BYTES = RSA_BYTES + 16
export const ISSUER_ID_BYTES = 16
export const SIGNATURE_ID_BYTES = 16

/** 32 zero bytes: the signature commits to no facets. */
export const NO_COMMITMENT = new Uint8Array(HASH_BYTES)

/**
 * Purposes for HKDF-SHA-256(ikm = seed of the signing key, salt = letter id as lower-case text, info = purpose). The named
 * signature of a signing key uses the purpose 'ed25519'. Its key differs from the credential's, so a change from a named
 * signature to an anonymous one leaves no common value.
 */
export const purposes = {
  ed25519: (verification: string) => `credential ed25519 ${verification}`,
  prefix: (verification: string) => `credential prefix ${verification}`,
  /** `issuer` is the issuer's id in base64url. Each issuer has its own salt and factor, so no two answers share a factor. */
  salt: (issuer: string) => `credential salt ${issuer}`,
  blinding: (issuer: string) => `credential blinding ${issuer}`,
}

/** The verification classes for which credentials are issued. Each has its own issuer keys. */
export const credentialClasses = ['mailbox', 'vouched', 'reviewed'] as const

export interface CredentialParts {
  letterId: string
  verification: string
  publicKey: Uint8Array
}

/** The message that is blinded and signed, after the 32-byte prefix of RFC 9474, section 4.1. Its SHA-256 is the credential id. */
export function credentialMessage({ letterId, verification, publicKey }: CredentialParts): Uint8Array {
  return joined(
    ascii('roundrobin credential v1'),
    uuidBytes(letterId),
    short(ascii(verification)),
    sized(publicKey, PUBLIC_KEY_BYTES),
  )
}

/** Splits a message into its parts. Returns null unless the bytes are exactly a message of this format. */
export function parseCredentialMessage(message: Uint8Array): CredentialParts | null {
  const head = 'roundrobin credential v1'.length
  const classLength = message[head + 16] ?? 0
  const classFrom = head + 17
  const keyFrom = classFrom + classLength
  if (classLength === 0 || message.length !== keyFrom + PUBLIC_KEY_BYTES) return null
  const parts = {
    letterId: uuidText(message.subarray(head, head + 16)),
    verification: String.fromCharCode(...message.subarray(classFrom, keyFrom)),
    publicKey: message.slice(keyFrom),
  }
  if (!/^[a-z]{1,20}$/.test(parts.verification)) return null
  return sameBytes(credentialMessage(parts), message) ? parts : null
}

/**
 * The statement of an anonymous signature, signed by the credential's Ed25519 key. Agreement to a newer text uses the same format
 * with the hash of that text.
 */
export function signatureStatement(signature: {
  letterId: string
  revisionHash: Uint8Array
  visibility: string
  commitment: Uint8Array
}): Uint8Array {
  return joined(
    ascii('roundrobin signature v1'),
    uuidBytes(signature.letterId),
    sized(signature.revisionHash, HASH_BYTES),
    short(ascii(signature.visibility)),
    sized(signature.commitment, HASH_BYTES),
  )
}

/** The withdrawal of an anonymous signature, signed by the credential's key. It is published in place of the signature. */
export function withdrawalStatement(letterId: string, credentialId: Uint8Array): Uint8Array {
  return joined(ascii('roundrobin withdrawal v1'), uuidBytes(letterId), sized(credentialId, HASH_BYTES))
}

/** The parts of a name, in the order in which the statement below holds them. Forms and requests have a field for each. */
export const personFields = ['name', 'title'] as const
export type PersonField = (typeof personFields)[number]
/** The parts of a name as typed. */
export type TypedPerson = Partial<Record<PersonField, string | undefined>>

interface Naming extends TypedPerson {
  letterId: string
  credentialId: Uint8Array
  revisionHash: Uint8Array
  visibility: string
  /** Public key of the named signature, derived with the purpose 'ed25519'. */
  verifier: Uint8Array
}

/**
 * The change from an anonymous to a named signature, signed by the credential's key. The server never stores it. The parts of the
 * name are as typed, in UTF-8. A part that the visibility does not need may be absent, and is then empty.
 */
export function namingStatement(naming: Naming): Uint8Array {
  return joined(
    ascii('roundrobin naming v2'),
    uuidBytes(naming.letterId),
    sized(naming.credentialId, HASH_BYTES),
    sized(naming.revisionHash, HASH_BYTES),
    short(ascii(naming.visibility)),
    sized(naming.verifier, PUBLIC_KEY_BYTES),
    ...personFields.map((field) => long(new TextEncoder().encode(naming[field] ?? ''))),
  )
}

/** Consents to replace a named signature by these blinded messages. Signed by the named signature's key. */
export function replacementStatement(letterId: string, requestHash: Uint8Array): Uint8Array {
  return joined(ascii('roundrobin giving up v1'), uuidBytes(letterId), sized(requestHash, HASH_BYTES))
}

/** The blinded messages of one request, in the order of the issuers. A claim stores the SHA-256 of these bytes. */
export function requestBytes(
  letterId: string,
  blinded: readonly { issuer: Uint8Array; message: Uint8Array }[],
): Uint8Array {
  return joined(
    ascii('roundrobin request v1'),
    uuidBytes(letterId),
    ...blinded.flatMap(({ issuer, message }) => [sized(issuer, ISSUER_ID_BYTES), sized(message, RSA_BYTES)]),
  )
}

/**
 * The receipt that the server signs with the letter's log key when it accepts an anonymous signature. It states a day and no
 * time, because a time would help to link the signature to a code.
 */
export function receiptText(letterId: string, credentialIdHex: string, day: string): string {
  return `roundrobin receipt v1\nletter ${letterId}\ncredential ${credentialIdHex}\naccepted ${day}\n`
}

export function uuidBytes(text: string): Uint8Array {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw new RangeError('not a UUID in lower case')
  const digits = text.replaceAll('-', '')
  const bytes = new Uint8Array(16)
  for (let index = 0; index < 16; index++) bytes[index] = parseInt(digits.slice(index * 2, index * 2 + 2), 16)
  return bytes
}

function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function ascii(text: string): Uint8Array {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new RangeError('not ASCII')
  return new TextEncoder().encode(text)
}

function sized(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError(`${String(length)} bytes are wanted, not ${String(bytes.length)}`)
  return bytes
}

function short(bytes: Uint8Array): Uint8Array {
  if (bytes.length > 0xff) throw new RangeError('too long')
  return joined(Uint8Array.of(bytes.length), bytes)
}

function long(bytes: Uint8Array): Uint8Array {
  if (bytes.length > 0xffff) throw new RangeError('too long')
  return joined(Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes)
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
