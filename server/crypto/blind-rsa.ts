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
 * RFC 9474, RSABSSA-SHA384-PSS-Randomized, with e = 65537 and, for the keys made here, RSA-3072. The issuer's half (`blindSign`) and what checks a
 * signature are native; the signatory's half (`blind`, `finalize`) is plain arithmetic in variable time: the server never runs it
 * for anybody, tests and rehearsals do, and it is what the browser's own is compared with.
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

/** Takes up to some seconds, in a thread of its own. */
export async function newIssuerKey(): Promise<IssuerKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: RSA_BYTES * 8,
    publicExponent: Number(EXPONENT),
  })
  const n = Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url')
  if (n.length !== RSA_BYTES) throw new Error('the modulus has another size')
  return { n, privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }) }
}

/** Which key it is, wherever one has to be named: of an issuer's list whose ids do not belong to its keys nobody blinds for. */
export function issuerId(n: Buffer): Buffer {
  return createHash('sha256').update(n).digest().subarray(0, ISSUER_ID_BYTES)
}

/** From a modulus with its highest bit set, as whole bytes. */
export function issuerPublicKey(n: Buffer): KeyObject {
  return createPublicKey({ key: { kty: 'RSA', n: n.toString('base64url'), e: 'AQAB' }, format: 'jwk' })
}

/**
 * Section 4.3, BlindSign: m^d mod n. A message outside 1 < m < n − 1 is refused: 0, 1 and n − 1 are their own signatures, and
 * what is not below n is no number of the group. The result is raised to e again and compared: a fault in the private operation
 * (a flipped bit in one CRT half, say) would otherwise give the factors of n away to whoever gets the answer.
 * @throws RangeError for a message that is refused
 */
export function blindSign(privateKey: KeyObject, publicKey: KeyObject, n: Buffer, blinded: Buffer): Buffer {
  if (!isBlindable(n, blinded)) throw new RangeError('not a blinded message')
  const signature = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, blinded)
  const again = publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, signature)
  if (!again.equals(blinded)) throw new Error('a blind signature came out wrong and was not given out')
  return signature
}

/** As long as the modulus, with 1 < m < n − 1. Neither n nor the message is a secret of the server's. */
export function isBlindable(n: Buffer, blinded: Buffer): boolean {
  if (blinded.length !== n.length) return false
  const m = integer(blinded)
  return m > 1n && m < integer(n) - 1n
}

/** Section 4.1, PrepareRandomize, with the prefix given. */
export function prepare(prefix: Buffer, message: Buffer): Buffer {
  if (prefix.length !== PREFIX_BYTES) throw new RangeError('the prefix has 32 bytes')
  return Buffer.concat([prefix, message])
}

/** Section 4.2, Blind, with salt and blinding factor given (`factor` is reduced modulo n). */
export function blind(n: Buffer, prepared: Buffer, salt: Buffer, factor: Buffer): { blinded: Buffer; inverse: bigint } {
  const modulus = integer(n)
  const m = integer(encodePss(prepared, salt, n.length))
  const r = integer(factor) % modulus
  // No inverse: a factor of n has been found, or r is 0. Neither happens.
  const inverse = inverseOf(r, modulus)
  inverseOf(m, modulus)
  return { blinded: bytesOf((m * toTheE(r, modulus)) % modulus, n.length), inverse }
}

/** Section 4.4, Finalize. @throws where the issuer's answer is not a signature under its published key */
export function finalize(n: Buffer, prepared: Buffer, answer: Buffer, inverse: bigint): Buffer {
  if (answer.length !== n.length) throw new RangeError('a blind signature is as long as the modulus')
  const signature = bytesOf((integer(answer) * inverse) % integer(n), n.length)
  if (!isSignature(issuerPublicKey(n), prepared, signature)) throw new Error('the answer is not by the published key')
  return signature
}

/** RSASSA-PSS-VERIFY with SHA-384, MGF1 of the same, and a salt of exactly 48 bytes. False for a signature that is not below n. */
export function isSignature(publicKey: KeyObject, prepared: Buffer, signature: Buffer): boolean {
  return verify(
    HASH,
    prepared,
    { key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES },
    signature,
  )
}

/** EMSA-PSS-ENCODE (RFC 8017, section 9.1.1) to one bit less than the modulus has. */
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

/** Extended Euclid. @throws where there is none */
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
