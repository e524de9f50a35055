import { sha384 } from '@noble/hashes/sha2.js'
import { joined, toBytes, toNumber, type Bytes } from './bytes.ts'

/**
 * The signatory's half of RFC 9474, variant RSABSSA-SHA384-PSS-Randomized, with randomness that is handed in: everything is derived
 * from the signing key, so that the same key asks for the same signature again. Numbers are native BigInts. Their time tells
 * something of the blinding factor, but only to who measures inside this browser.
 *
 * Two multiplications and one inverse of 3072 bits: some milliseconds, on a slow phone as well, so no worker is needed.
 */
export interface PublicKey {
  n: bigint
  e: bigint
  /** In bytes */
  length: number
}

export interface Blinded {
  /** What the issuer is sent. */
  message: Bytes
  /** What the signature will be the e-th root of. */
  encoded: bigint
  /** Takes the blinding off again. */
  inverse: bigint
}

const HASH_BYTES = 48

/** @throws Error where it is no key of ours: another size makes signatures that nobody else would take. */
export function publicKey(n: Bytes, e: Bytes, bits = 3072): PublicKey {
  const key = { n: toNumber(n), e: toNumber(e), length: bits / 8 }
  if (key.e !== 65537n || key.n % 2n === 0n || key.n.toString(2).length !== bits)
    throw new Error('no key of this letter')
  return key
}

/** The variant's Prepare, with its 32 random bytes. */
export function prepared(prefix: Bytes, message: Bytes): Bytes {
  return joined(prefix, message)
}

export function blind(key: PublicKey, prepared: Bytes, salt: Bytes, factor: bigint): Blinded {
  const encoded = toNumber(encodePss(prepared, salt, key.n.toString(2).length - 1))
  const inverse = invert(factor, key.n)
  // One in 10^900, or a key made to tell its holder something: either way there is no going on with it.
  if (inverse === null || invert(encoded, key.n) === null)
    throw new Error('the key shares a factor with what it blinds')
  const message = toBytes((encoded * power(factor, key.e, key.n)) % key.n, key.length)
  return { message, encoded, inverse }
}

/** The signature, or null where the issuer's answer does not lead to one. */
export function finalize(key: PublicKey, { encoded, inverse }: Blinded, answer: Bytes): Bytes | null {
  if (answer.length !== key.length) return null
  const signature = toBytes((toNumber(answer) * inverse) % key.n, key.length)
  return holds(key, encoded, signature) ? signature : null
}

/** Stronger than checking the padding: the very message, with the very salt. */
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

/** Extended Euclid; null where there is no inverse. */
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

/** RFC 8017, 9.1.1, with SHA-384 for the message and for MGF1. */
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
