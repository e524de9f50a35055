import { createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign, verify } from 'node:crypto'
import { base32 } from './earlier-key.ts'
import { isUsablePublicKey } from './ed25519-point.ts'
import { newSlip, readSlip } from './slip.ts'

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface SignatoryKeys {
  publicKey: Buffer
  sign(message: Uint8Array): Buffer
}

/** Random symbols of Crockford's base 32, with five bits each. */
export function randomSymbols(length: number): string {
  return Array.from(randomBytes(length), (byte) => base32.charAt(byte % base32.length)).join('')
}

/** A new signing key, as the 12 words of a slip. */
export function newSigningKey(): string {
  return newSlip()
}

/** The seed of a slip or of an earlier key, as people type them (see slip.ts). Null for any other text. */
export function parseSigningKey(text: string): Buffer | null {
  const read = readSlip(text)
  return 'seed' in read ? Buffer.from(read.seed) : null
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
