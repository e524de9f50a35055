import { createPrivateKey, type KeyObject } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { blindSign, issuerPublicKey } from '../../crypto/blind-rsa.ts'

export interface SignTask {
  number: number
  n: Uint8Array
  /** PKCS #8, DER */
  privateKey: Uint8Array
  blinded: Uint8Array
}

export type SignResult = { number: number } & ({ signature: Uint8Array } | { error: string })

/**
 * Milliseconds for which a parsed key is cached. Parsing a key costs as much as using it. The cache time is short, because
 * deleting the key's file must destroy the key.
 */
const KEPT_FOR = 5000
const kept = new Map<string, { privateKey: KeyObject; publicKey: KeyObject }>()

parentPort?.on('message', (task: SignTask) => {
  parentPort?.postMessage(attempt(task))
})

function attempt({ number, n, privateKey, blinded }: SignTask): SignResult {
  try {
    const keys = keysOf(Buffer.from(n), Buffer.from(privateKey))
    return { number, signature: blindSign(keys.privateKey, keys.publicKey, Buffer.from(n), Buffer.from(blinded)) }
  } catch (error) {
    return { number, error: error instanceof Error ? error.name : 'unknown' }
  }
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
