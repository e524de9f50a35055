/**
 * The bytes of anonymous signatures: what is blinded, what is signed, which secrets come from a signing key. Both sides of the
 * protocol and whoever checks a count later have to agree on each of them to the byte, so this file is bundled for the
 * browser too: no import, no Buffer, no hash; those are the caller's.
 *
 * Every text is ASCII unless it says otherwise. `short(x)` is one byte with the length of x, then x; `long(x)` has two bytes,
 * big-endian. Everything begins with a name of its own that ends in a version, none of which is a prefix of another's: bytes that
 * were signed for one purpose never read as those of another.
 */
export const HASH_BYTES = 32
export const PREFIX_BYTES = 32
export const PUBLIC_KEY_BYTES = 32
export const PROOF_BYTES = 64
/** RSA-3072: of the modulus, a blinded message and a signature. */
export const RSA_BYTES = 384
/** RFC 9474, section 5: RSABSSA-SHA384-PSS-Randomized has a salt as long as its hash. */
export const SALT_BYTES = 48
/** Sixteen more than the modulus: reduced modulo n the blinding factor is uniform to 2^-128. */
export const BLINDING_BYTES = RSA_BYTES + 16
export const ISSUER_ID_BYTES = 16
export const SIGNATURE_ID_BYTES = 16

/** The commitment of a signature to nothing else. */
export const NO_COMMITMENT = new Uint8Array(HASH_BYTES)

/**
 * Purposes of HKDF-SHA-256(ikm = seed of the signing key, salt = the letter's id as text in lower case, info = purpose). The named
 * signature of a signing key has the purpose 'ed25519': another key, so that turning a named signature into an anonymous one
 * leaves nothing in common.
 */
export const purposes = {
  ed25519: (verification: string) => `credential ed25519 ${verification}`,
  prefix: (verification: string) => `credential prefix ${verification}`,
  /** The issuer's id in base64url. Each issuer has its own, so that no two answers share a factor. */
  salt: (issuer: string) => `credential salt ${issuer}`,
  blinding: (issuer: string) => `credential blinding ${issuer}`,
}

export interface CredentialParts {
  letterId: string
  verification: string
  publicKey: Uint8Array
}

/** What is blinded and signed, behind the prefix of 32 bytes that RFC 9474 asks for. Its SHA-256 is the credential's id. */
export function credentialMessage({ letterId, verification, publicKey }: CredentialParts): Uint8Array {
  return joined(
    ascii('roundrobin credential v1'),
    uuidBytes(letterId),
    short(ascii(verification)),
    sized(publicKey, PUBLIC_KEY_BYTES),
  )
}

/** The parts of a message; null where it is not one, to the byte. */
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

/** What an anonymous signature says; signed by the credential's Ed25519 key. Agreeing to a newer text is the same with its hash. */
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

/** Takes a signature back; signed by the credential's key. Published in the signature's place. */
export function withdrawalStatement(letterId: string, credentialId: Uint8Array): Uint8Array {
  return joined(ascii('roundrobin withdrawal v1'), uuidBytes(letterId), sized(credentialId, HASH_BYTES))
}

/** Names somebody who has signed anonymously; signed by the credential's key, and never kept. */
export function namingStatement(naming: {
  letterId: string
  credentialId: Uint8Array
  revisionHash: Uint8Array
  visibility: string
  /** Public key of the named signature: of the purpose 'ed25519'. */
  verifier: Uint8Array
  /** As typed; '' where the visibility needs none. UTF-8. */
  name: string
}): Uint8Array {
  return joined(
    ascii('roundrobin naming v1'),
    uuidBytes(naming.letterId),
    sized(naming.credentialId, HASH_BYTES),
    sized(naming.revisionHash, HASH_BYTES),
    short(ascii(naming.visibility)),
    sized(naming.verifier, PUBLIC_KEY_BYTES),
    long(new TextEncoder().encode(naming.name)),
  )
}

/** Gives a named signature up for these blinded messages; signed by the named signature's key. */
export function givingUpStatement(letterId: string, requestHash: Uint8Array): Uint8Array {
  return joined(ascii('roundrobin giving up v1'), uuidBytes(letterId), sized(requestHash, HASH_BYTES))
}

/** Its SHA-256 is what a claim remembers of a request for a credential. In the order of the issuers' list. */
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

/** What the server signs with the letter's log key when it has taken an anonymous signature. A day, no time. */
export function receiptText(letterId: string, credentialIdHex: string, day: string): string {
  return `roundrobin receipt v1\nletter ${letterId}\ncredential ${credentialIdHex}\naccepted ${day}\n`
}

export function uuidBytes(text: string): Uint8Array {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw new RangeError('not a UUID in lower case')
  const digits = text.replaceAll('-', '')
  return Uint8Array.from({ length: 16 }, (_, index) => parseInt(digits.slice(index * 2, index * 2 + 2), 16))
}

function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function ascii(text: string): Uint8Array {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new RangeError('not ASCII')
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
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

function joined(...parts: readonly Uint8Array[]): Uint8Array {
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
