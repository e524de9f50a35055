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

/** Verifies all at once. Browsers do so on other threads. */
export async function runJobs(jobs: readonly SignatureJob[], by: SignatureVerifier): Promise<CheckError[]> {
  const answers = await Promise.all(jobs.map(async (job) => job.verify(by)))
  return jobs.flatMap(({ at, code }, index) => (answers[index] === true ? [] : [{ at, code }]))
}
