/** How a verifier checks signatures. Node and browsers have their own fast code for it. */
import type { CheckError, ErrorCode } from './result.ts'

type Answer = boolean | Promise<boolean>

export interface SignatureVerifier {
  /** Ed25519 (RFC 8032). `publicKey` has 32 bytes, `signature` 64. */
  ed25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => Answer
  /** RSABSSA-SHA384-PSS-Randomized (RFC 9474) with e = 65537 and a modulus of 384 bytes: RSASSA-PSS, SHA-384, salt of 48 bytes. */
  rsa: (modulus: Uint8Array, message: Uint8Array, signature: Uint8Array) => Answer
}

/** A signature that is still to be verified. */
export interface SignatureJob {
  at: number
  /** The error if the signature is wrong. */
  code: ErrorCode
  verify: (by: SignatureVerifier) => Answer
}

/** Jobs that are under way together. Browsers verify on other threads, so one after another would leave these waiting. */
const together = 200

/** Verifies all. @param progress is awaited after each part, so that a page can be drawn */
export async function runJobs(
  jobs: readonly SignatureJob[],
  by: SignatureVerifier,
  progress: (share: number) => Promise<void> | void,
): Promise<CheckError[]> {
  const errors: CheckError[] = []
  for (let from = 0; from < jobs.length; from += together) {
    const part = jobs.slice(from, from + together)
    const answers = await Promise.all(part.map(async (job) => job.verify(by)))
    for (const [index, { at, code }] of part.entries()) if (answers[index] !== true) errors.push({ at, code })
    await progress(Math.min((from + together) / jobs.length, 1))
  }
  return errors
}
