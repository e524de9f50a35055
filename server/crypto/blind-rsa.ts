import {
  constants,
  createHash,
  createPublicKey,
  generateKeyPair,
  privateDecrypt,
  publicEncrypt,
  verify,
  type KeyObject,
} from 'node:crypto'
import { promisify } from 'node:util'
import { ISSUER_ID_BYTES, PREFIX_BYTES, RSA_BYTES, SALT_BYTES } from './credential.ts'

/**
 * RFC 9474, variant RSABSSA-SHA384-PSS-Randomized, with e = 65537. Keys made here are RSA-3072. The issuer's operation
 * (`blindSign`) and signature verification use native code. The signatory's operations (`blind`, `finalize`) are BigInt
 * arithmetic in variable time. The server never runs them for a signatory. Tests and rehearsals run them, and tests compare the
 * browser's implementation with them.
 */
const EXPONENT = 65537n
const HASH = 'sha384'
const HASH_BYTES = 48

export interface IssuerKey {
  /** The modulus, 384 bytes, big-endian. */
  n: Buffer
  /** PKCS #8, DER. */
  privateKey: Buffer
}

/** Generates an RSA-3072 key on libuv's thread pool, which may take several seconds. */
export async function newIssuerKey(): Promise<IssuerKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: RSA_BYTES * 8,
    publicExponent: Number(EXPONENT),
  })
  const n = Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url')
  if (n.length !== RSA_BYTES) throw new Error('the modulus has another size')
  return { n, privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }) }
}

/**
 * The id that names an issuer key: the first 16 bytes of the SHA-256 of its modulus. The browser refuses to blind for a key whose
 * published id does not match.
 */
export function issuerId(n: Buffer): Buffer {
  return createHash('sha256').update(n).digest().subarray(0, ISSUER_ID_BYTES)
}

/** Takes the modulus as big-endian bytes without leading zeros. The exponent is 65537. */
export function issuerPublicKey(n: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'RSA', n: n.toString('base64url'), e: 'AQAB' }, format: 'jwk' })
}

/**
 * BlindSign of RFC 9474, section 4.3: m^d mod n. A message outside 1 < m < n − 1 is refused. 0, 1 and n − 1 are their own
 * signatures, and m must be below n. The result is raised to e and compared with the message. Without this check, a fault in the
 * private operation (for example a flipped bit in one CRT half) would let the receiver of the answer factor n.
 * @throws RangeError when the message is refused
 * @throws Error when the check finds a fault
 */
export function blindSign(privateKey: KeyObject, publicKey: KeyObject, n: Buffer, blinded: Buffer): Buffer {
  if (!isBlindable(n, blinded)) throw new RangeError('not a blinded message')
  const signature = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, blinded)
  const again = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, signature)
  if (!again.equals(blinded)) throw new Error('a blind signature came out wrong and was not given out')
  return signature
}

/**
 * Returns true if the message is as long as the modulus and 1 < m < n − 1. The comparison may take variable time, because neither
 * value is secret.
 */
export function isBlindable(n: Buffer, blinded: Buffer): boolean {
  if (blinded.length !== n.length) return false
  const m = integer(blinded)
  return m > 1n && m < integer(n) - 1n
}

/** PrepareRandomize of RFC 9474, section 4.1. The caller supplies the prefix of 32 random bytes. */
export function prepare(prefix: Buffer, message: Buffer): Buffer {
  if (prefix.length !== PREFIX_BYTES) throw new RangeError('the prefix has 32 bytes')
  return Buffer.concat([prefix, message])
}

/**
 * Blind of RFC 9474, section 4.2. The caller supplies salt and blinding factor; `factor` is reduced modulo n here.
 * @throws RangeError when the salt is not 48 bytes, or when a value has no inverse modulo n
 */
export function blind(n: Buffer, prepared: Buffer, salt: Buffer, factor: Buffer): { blinded: Buffer; inverse: bigint } {
  const modulus = integer(n)
  const m = integer(encodePss(prepared, salt, n.length))
  const r = integer(factor) % modulus
  // Without an inverse, r is 0 or shares a factor with n. The probability is negligible.
  const inverse = inverseOf(r, modulus)
  inverseOf(m, modulus)
  return { blinded: bytesOf((m * toTheE(r, modulus)) % modulus, n.length), inverse }
}

/**
 * Finalize of RFC 9474, section 4.4.
 * @throws when the answer does not give a valid signature under the issuer's published key
 */
export function finalize(n: Buffer, prepared: Buffer, answer: Buffer, inverse: bigint): Buffer {
  if (answer.length !== n.length) throw new RangeError('a blind signature is as long as the modulus')
  const signature = bytesOf((integer(answer) * inverse) % integer(n), n.length)
  if (!isSignature(issuerPublicKey(n), prepared, signature)) throw new Error('the answer is not by the published key')
  return signature
}

/**
 * RSASSA-PSS-VERIFY (RFC 8017, section 8.1.2) with SHA-384, MGF1-SHA-384 and a salt of exactly 48 bytes. Returns false when the
 * signature is not below n.
 */
export function isSignature(publicKey: KeyObject, prepared: Buffer, signature: Buffer): boolean {
  return verify(
    HASH,
    prepared,
    { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES },
    signature,
  )
}

/** EMSA-PSS-ENCODE (RFC 8017, section 9.1.1). The encoded message has one bit less than the modulus. */
function encodePss(message: Buffer, salt: Buffer, length: number): Buffer {
  if (salt.length !== SALT_BYTES) throw new RangeError('the salt has 48 bytes')
  const hashed = createHash(HASH).update(message).digest()
  const h = createHash(HASH).update(Buffer.alloc(8)).update(hashed).update(salt).digest()
  const maskedBytes = length - HASH_BYTES - 1
  const block = Buffer.alloc(maskedBytes)
  block[maskedBytes - SALT_BYTES - 1] = 1
  salt.copy(block, maskedBytes - SALT_BYTES)
  const mask = mgf1(h, maskedBytes)
  for (let at = 0; at < maskedBytes; at++) block[at] = (block[at] ?? 0) ^ (mask[at] ?? 0)
  block[0] = (block[0] ?? 0) & 0x7f
  return Buffer.concat([block, h, Buffer.of(0xbc)])
}

function mgf1(seed: Buffer, length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, counter) =>
    createHash(HASH)
      .update(seed)
      .update(Buffer.of(0, 0, counter >> 8, counter & 0xff))
      .digest(),
  )
  return Buffer.concat(blocks).subarray(0, length)
}

/** x^65537: sixteen squarings and one multiplication. */
function toTheE(x: bigint, modulus: bigint): bigint {
  let power = x
  for (let bit = 0; bit < 16; bit++) power = (power * power) % modulus
  return (power * x) % modulus
}

/** Extended Euclidean algorithm. @throws RangeError when no inverse exists */
function inverseOf(x: bigint, modulus: bigint): bigint {
  let [r, next] = [modulus, x % modulus]
  let [t, nextT] = [0n, 1n]
  while (next !== 0n) {
    const quotient = r / next
    ;[r, next] = [next, r - quotient * next]
    ;[t, nextT] = [nextT, t - quotient * nextT]
  }
  if (r !== 1n) throw new RangeError('no inverse')
  return t < 0n ? t + modulus : t
}

function integer(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex') || '0'}`)
}

function bytesOf(value: bigint, length: number): Buffer {
  return Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex')
}
