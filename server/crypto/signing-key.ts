import { createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign, verify } from 'node:crypto'
import { isUsablePublicKey } from './ed25519-point.ts'

// The alphabet of Crockford's base 32. The check symbol (value mod 37) may also be one of five further symbols.
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CHECK_SYMBOLS = `${SYMBOLS}*~$=U`
const LENGTH = 26
const SEED_BYTES = 17
const GROUPS = /.{5}/g

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface SignatoryKeys {
  publicKey: Buffer
  sign(message: Buffer): Buffer
}

/** Random symbols of five bits each. */
export function randomSymbols(length: number): string {
  return Array.from(randomBytes(length), (byte) => SYMBOLS.charAt(byte % SYMBOLS.length)).join('')
}

/** Reads symbols as people copy them: in any case, with spaces or dashes, O for 0, I or L for 1. Null for any other text. */
export function readSymbols(text: string, length: number): string | null {
  const symbols = tidy(text)
  return symbols.length === length && Array.from(symbols).every((symbol) => SYMBOLS.includes(symbol)) ? symbols : null
}

/** A new signing key: 130 random bits as 26 symbols and a check symbol, in groups of five. */
export function newSigningKey(): string {
  const symbols = randomSymbols(LENGTH)
  const check = CHECK_SYMBOLS.charAt(Number(valueOf(symbols) % 37n))
  return (symbols + check).replace(GROUPS, '$&-')
}

/** Parses a key as people copy it: in any case, with spaces or dashes, O for 0, I or L for 1. Returns null for any other text. */
export function parseSigningKey(text: string): Buffer | null {
  const symbols = tidy(text)
  const body = symbols.slice(0, LENGTH)
  const check = CHECK_SYMBOLS.indexOf(symbols.slice(LENGTH))
  if (symbols.length !== LENGTH + 1 || check < 0 || Array.from(body).some((symbol) => !SYMBOLS.includes(symbol)))
    return null
  const value = valueOf(body)
  if (value % 37n !== BigInt(check)) return null
  return Buffer.from(value.toString(16).padStart(SEED_BYTES * 2, '0'), 'hex')
}

/** HKDF-SHA-256. The signing key alone recreates every secret of a signature. Letter and purpose separate the secrets. */
export function deriveSecret(seed: Buffer, letterId: string, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', seed, Buffer.from(letterId), Buffer.from(purpose), bytes))
}

/** The key pair of the named signature that a signing key makes on a letter. */
export function signatoryKeys(seed: Buffer, letterId: string): SignatoryKeys {
  return ed25519Keys(deriveSecret(seed, letterId, 'ed25519'))
}

export function ed25519Keys(secret: Buffer): SignatoryKeys {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, secret]), format: 'der', type: 'pkcs8' })
  const publicKey = Buffer.from(privateKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  return { publicKey, sign: (message) => sign(null, message, privateKey) }
}

/** Reads a public key from base64url that a client sent. Returns null unless it is canonical and not of small order. */
export function foreignPublicKey(text: string): Buffer | null {
  const key = Buffer.from(text, 'base64url')
  return key.toString('base64url') === text && isUsablePublicKey(key) ? key : null
}

export function signatureIsBy(publicKey: Buffer, message: Buffer, signature: Buffer): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }
  return verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature)
}

function valueOf(symbols: string): bigint {
  return Array.from(symbols).reduce((value, symbol) => value * 32n + BigInt(SYMBOLS.indexOf(symbol)), 0n)
}

function tidy(text: string): string {
  // No spacing makes a key this long. The bound keeps the normalization of longer text cheap.
  if (text.length > 200) return ''
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}\u2212_.]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}
