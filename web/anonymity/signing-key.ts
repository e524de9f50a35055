import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { newSlip, readSlip } from '../../server/crypto/slip.ts'
import { utf8, type Bytes } from './bytes.ts'

/** A new signing key, as the 12 words of a slip. */
export function newSigningKey(): string {
  return newSlip()
}

/** The seed of a slip or of an earlier key. Returns null for any other text. */
export function parseSigningKey(text: string): Bytes | null {
  const read = readSlip(text)
  return 'seed' in read ? Uint8Array.from(read.seed) : null
}

/** HKDF-SHA-256 (RFC 5869) with the letter's id as salt and the purpose as info. */
export function deriveSecret(seed: Bytes, letter: string, purpose: string, bytes = 32): Bytes {
  return hkdf(sha256, seed, utf8(letter), utf8(purpose), bytes)
}
