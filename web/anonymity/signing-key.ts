import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { fromHex, utf8, type Bytes } from './bytes.ts'

/** The same format as in server/crypto/signing-key.ts: 130 bits as 26 symbols of Crockford's base 32, and a check symbol. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHECK_SYMBOLS = `${SYMBOLS}*~$=U`
const LENGTH = 26

export function newSigningKey(): string {
  const random = crypto.getRandomValues(new Uint8Array(LENGTH))
  return written(Array.from(random, (byte) => SYMBOLS.charAt(byte % SYMBOLS.length)).join(''))
}

/** Parses a key as people copy it: in any case, with spaces or dashes, O for 0, I or L for 1. Returns null for any other text. */
export function parseSigningKey(text: string): Bytes | null {
  const body = bodyOf(text)
  return body === null ? null : fromHex(valueOf(body).toString(16).padStart(34, '0'))
}

/** The canonical spelling of a signing key. Returns null for any other text. */
export function tidySigningKey(text: string): string | null {
  const body = bodyOf(text)
  return body === null ? null : written(body)
}

/** HKDF-SHA-256 (RFC 5869) with the letter's id as salt and the purpose as info. */
export function deriveSecret(seed: Bytes, letter: string, purpose: string, bytes = 32): Bytes {
  return hkdf(sha256, seed, utf8(letter), utf8(purpose), bytes)
}

function written(body: string): string {
  return (body + checkOf(body)).replace(/.{5}/g, '$&-')
}

function bodyOf(text: string): string | null {
  const symbols = tidy(text)
  const body = symbols.slice(0, LENGTH)
  if (symbols.length !== LENGTH + 1 || Array.from(body).some((symbol) => !SYMBOLS.includes(symbol))) return null
  return checkOf(body) === symbols.slice(LENGTH) ? body : null
}

function checkOf(body: string): string {
  return CHECK_SYMBOLS.charAt(Number(valueOf(body) % 37n))
}

function valueOf(symbols: string): bigint {
  return Array.from(symbols).reduce((value, symbol) => value * 32n + BigInt(SYMBOLS.indexOf(symbol)), 0n)
}

function tidy(text: string): string {
  if (text.length > 200) return ''
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}\u2212_.]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}
