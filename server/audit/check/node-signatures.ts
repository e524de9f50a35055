import type { KeyObject } from 'node:crypto'
import { isSignature, issuerPublicKey } from '../../crypto/blind-rsa.ts'
import { signatureIsBy } from '../../crypto/signing-key.ts'
import type { SignatureVerifier } from './signatures.ts'

/** Verifies with OpenSSL, on this thread. */
export function nodeSignatures(): SignatureVerifier {
  const keys = new Map<Uint8Array, KeyObject>()
  const keyOf = (modulus: Uint8Array): KeyObject => {
    const known = keys.get(modulus) ?? issuerPublicKey(Buffer.from(modulus))
    keys.set(modulus, known)
    return known
  }
  return {
    ed25519: (key, message, signature) =>
      orFalse(() => signatureIsBy(asBuffer(key), asBuffer(message), asBuffer(signature))),
    rsa: (modulus, message, signature) =>
      orFalse(() => isSignature(keyOf(modulus), asBuffer(message), asBuffer(signature))),
  }
}

/** The same bytes, not a copy. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
}

/** OpenSSL throws for some keys that are none. */
function orFalse(verify: () => boolean): boolean {
  try {
    return verify()
  } catch {
    return false
  }
}
