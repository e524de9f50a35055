import { joined } from '../../server/crypto/credential.ts'
import { codeMessage, writeCode, type CodeClass } from '../../server/crypto/one-time-code.ts'
import { blind, finalize, prepared, publicKey } from './blind-rsa.ts'
import { fromBase64url, inBase64url, toNumber } from './bytes.ts'

/** The secrets of one code, in base64url: its prefix, and the salt and factor of its blinding. They are never sent. */
export type CodeSecrets = [prefix: string, salt: string, factor: string]

export function newCodeSecrets(count: number): CodeSecrets[] {
  return Array.from({ length: count }, () => [random(32), random(48), random(400)])
}

export interface BlindedCodes {
  /** In base64url, in the order of the secrets. */
  blinded: string[]
  /** Makes the codes of the letter's blind signatures. Returns null if one of them is not the letter's. */
  finish(signatures: readonly string[]): string[] | null
}

/** @param key the letter's key that signs codes of this class */
export function blindCodes(
  secrets: readonly CodeSecrets[],
  { letter, n, verification }: { letter: string; n: string; verification: CodeClass },
): BlindedCodes {
  const key = publicKey(fromBase64url(n), Uint8Array.of(1, 0, 1))
  const message = codeMessage(verification, letter)
  const all = secrets.map(([prefix, salt, factor]) => ({
    prefix: fromBase64url(prefix),
    each: blind(
      key,
      prepared(fromBase64url(prefix), message),
      fromBase64url(salt),
      toNumber(fromBase64url(factor)) % key.n,
    ),
  }))
  return {
    blinded: all.map(({ each }) => inBase64url(each.message)),
    finish: (signatures) => {
      const codes = all.flatMap(({ prefix, each }, index) => {
        const signature = finalize(key, each, fromBase64url(signatures[index] ?? ''))
        return signature ? [writeCode({ verification, base64url: inBase64url(joined(prefix, signature)) })] : []
      })
      return codes.length === all.length ? codes : null
    },
  }
}

function random(bytes: number): string {
  return inBase64url(crypto.getRandomValues(new Uint8Array(bytes)))
}
