import { createPrivateKey, type KeyObject } from 'node:crypto'
import { blindSign, issuerPublicKey } from '../../crypto/blind-rsa.ts'

export interface SignTask {
  n: Uint8Array
  /** PKCS #8, DER */
  privateKey: Uint8Array
  blinded: Uint8Array
}

/**
 * Milliseconds for which a parsed key is cached. Parsing a key costs as much as using it. The cache time is short, because
 * deleting the key's file must destroy the key.
 */
const KEPT_FOR = 5000
const kept = new Map<string, { privateKey: KeyObject; publicKey: KeyObject }>()

/** @throws an error that names only the type of the failure, because this error leaves the thread */
export default function sign(task: SignTask): Uint8Array {
  const n = Buffer.from(task.n)
  try {
    const keys = keysOf(n, Buffer.from(task.privateKey))
    return blindSign(keys.privateKey, keys.publicKey, n, Buffer.from(task.blinded))
  } catch (error) {
    throw withoutDetails(error)
  }
}

function withoutDetails(error: unknown): Error {
  return new Error(`The blind signature was not made: ${error instanceof Error ? error.name : 'unknown'}.`)
}

function keysOf(n: Buffer, der: Buffer) {
  const name = n.toString('base64')
  const known = kept.get(name)
  if (known) return known
  const read = {
    privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
    publicKey: issuerPublicKey(n),
  }
  kept.set(name, read)
  setTimeout(() => kept.delete(name), KEPT_FOR).unref()
  return read
}
