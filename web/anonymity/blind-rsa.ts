import { sha384 } from '@noble/hashes/sha2.js'
import { joined } from '../../server/crypto/credential.ts'
import { toBytes, toNumber, type Bytes } from './bytes.ts'

/**
 * The signatory's operations of RFC 9474, variant RSABSSA-SHA384-PSS-Randomized. All randomness is passed in, because the signing
 * key derives it: the same key requests the same signature again. BigInt arithmetic is not constant-time. Its duration reveals
 * something about the blinding factor, but only to code that measures inside this browser.
 *
 * Blinding takes two inverses and one exponentiation with 3072 bits. Even a slow phone needs only about a tenth of a second, so
 * no web worker is used.
 */
export interface PublicKey {
  n: bigint
  e: bigint
  /** In bytes. */
  length: number
}

export interface Blinded {
  /** The message for the issuer. */
  message: Bytes
  /** The encoded message. The signature is its e-th root. */
  encoded: bigint
  /** The inverse of the blinding factor, which unblinds the answer. */
  inverse: bigint
}

const HASH_BYTES = 48

/** Reads an issuer key. @throws Error for any other size or exponent, because nobody else would accept such signatures */
export function publicKey(n: Bytes, e: Bytes, bits = 3072): PublicKey {
  const key = { n: toNumber(n), e: toNumber(e), length: bits / 8 }
  if (key.e !== 65537n || key.n % 2n === 0n || key.n.toString(2).length !== bits)
    throw new Error('no key of this letter')
  return key
}

/** Prepare of RFC 9474, section 4.1, with the 32 random bytes passed in. */
export function prepared(prefix: Bytes, message: Bytes): Bytes {
  return joined(prefix, message)
}

/** Blind of RFC 9474, section 4.2. @throws Error when the factor or the encoded message has no inverse modulo n */
export function blind(key: PublicKey, prepared: Bytes, salt: Bytes, factor: bigint): Blinded {
  const encoded = toNumber(encodePss(prepared, salt, key.n.toString(2).length - 1))
  const inverse = invert(factor, key.n)
  // An honest key does not cause this in practice. A manipulated key could use it to recognize the message.
  if (inverse === null || invert(encoded, key.n) === null)
    throw new Error('the key shares a factor with what it blinds')
  const message = toBytes((encoded * power(factor, key.e, key.n)) % key.n, key.length)
  return { message, encoded, inverse }
}

/** Finalize of RFC 9474, section 4.4. Returns null when the issuer's answer does not give a valid signature. */
export function finalize(key: PublicKey, { encoded, inverse }: Blinded, answer: Bytes): Bytes | null {
  if (answer.length !== key.length) return null
  const signature = toBytes((toNumber(answer) * inverse) % key.n, key.length)
  return holds(key, encoded, signature) ? signature : null
}

/**
 * Verifies a signature by comparing it with the encoded message. This is stricter than PSS verification, because it also checks
 * the salt.
 */
export function holds(key: PublicKey, encoded: bigint, signature: Bytes): boolean {
  const number = toNumber(signature)
  return signature.length === key.length && number < key.n && power(number, key.e, key.n) === encoded
}

export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let square = base % modulus; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** Extended Euclidean algorithm. Returns null when no inverse exists. */
export function invert(number: bigint, modulus: bigint): bigint | null {
  let [a, b] = [modulus, number % modulus]
  let [x, y] = [0n, 1n]
  while (b !== 0n) {
    const quotient = a / b
    ;[a, b] = [b, a - quotient * b]
    ;[x, y] = [y, x - quotient * y]
  }
  return a === 1n ? ((x % modulus) + modulus) % modulus : null
}

/** EMSA-PSS-ENCODE (RFC 8017, section 9.1.1), with SHA-384 for the message and for MGF1. */
export function encodePss(message: Bytes, salt: Bytes, bits: number): Bytes {
  const length = Math.ceil(bits / 8)
  const hash = sha384(joined(new Uint8Array(8), sha384(message), salt))
  const block = new Uint8Array(length - HASH_BYTES - 1)
  block.set(salt, block.length - salt.length)
  block[block.length - salt.length - 1] = 1
  const mask = mgf1(hash, block.length)
  const masked = block.map((byte, index) => byte ^ (mask[index] ?? 0))
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - bits))
  return joined(masked, hash, Uint8Array.of(0xbc))
}

function mgf1(seed: Bytes, length: number): Bytes {
  const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, counter) =>
    sha384(joined(seed, toBytes(BigInt(counter), 4))),
  )
  return joined(...blocks).slice(0, length)
}
