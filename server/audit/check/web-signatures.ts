import { verify as verifySlowly } from '@noble/ed25519'
import { hexToBytes } from '@noble/hashes/utils.js'
import { toBase64url } from '../../crypto/base64.ts'
import { SALT_BYTES } from '../../crypto/credential.ts'
import type { SignatureVerifier } from './signatures.ts'

/** The part of WebCrypto that is used, so that the types of Node and of browsers both fit. */
interface Subtle {
  importKey: (...all: unknown[]) => Promise<unknown>
  verify: (...all: unknown[]) => Promise<boolean>
}

/**
 * Verifies with WebCrypto. Browsers that have no Ed25519 there (before 2025 many) use JavaScript for it, which takes some ten times as
 * long.
 * @throws Error if the browser has no WebCrypto at all
 */
export async function webSignatures(): Promise<SignatureVerifier> {
  const subtle = (globalThis as unknown as { crypto?: { subtle?: Subtle } }).crypto?.subtle
  if (!subtle) throw new Error('no WebCrypto')
  const rsaKeys = new Map<Uint8Array, Promise<unknown>>()
  const rsaKey = (modulus: Uint8Array) => {
    const known = rsaKeys.get(modulus) ?? importRsa(subtle, modulus)
    rsaKeys.set(modulus, known)
    return known
  }
  const pss = { name: 'RSA-PSS', saltLength: SALT_BYTES }
  return {
    ed25519: (await hasEd25519(subtle)) ? (...parts) => verifyEd25519(subtle, ...parts) : verifyInScript,
    rsa: (modulus, message, signature) =>
      orFalse(async () => subtle.verify(pss, await rsaKey(modulus), signature, message)),
  }
}

function importRsa(subtle: Subtle, modulus: Uint8Array): Promise<unknown> {
  const jwk = { kty: 'RSA', n: toBase64url(modulus), e: 'AQAB' }
  return subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-384' }, false, ['verify'])
}

function verifyEd25519(subtle: Subtle, publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) {
  return orFalse(async () => {
    const key = await subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
    return subtle.verify('Ed25519', key, signature, message)
  })
}

function verifyInScript(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verifySlowly(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}

/** RFC 8032, section 7.1, test 1. A browser that says no to it cannot be asked. */
const known = {
  key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  signature:
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
}

function hasEd25519(subtle: Subtle): Promise<boolean> {
  return verifyEd25519(subtle, hexToBytes(known.key), new Uint8Array(), hexToBytes(known.signature))
}

async function orFalse(verify: () => Promise<boolean>): Promise<boolean> {
  try {
    return await verify()
  } catch {
    return false
  }
}
