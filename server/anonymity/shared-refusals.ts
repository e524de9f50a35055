import { Refusal, say } from '../refusal.ts'

/** For a proof that another signing key made. */
export function wrongKeyRefusal(): Refusal {
  return new Refusal('invalid', 'proof-not-valid', say('refusal-proof-not-valid'), 'proof')
}

/** For blinded messages that no issuer key can sign. Nothing was spent. */
export function blindedMalformedRefusal(): Refusal {
  return new Refusal('invalid', 'blinded-malformed', say('refusal-blinded-malformed'), 'blinded')
}

/**
 * For a mailed code that has used up its answers. The limit exists because each answer costs RSA signatures. A new code
 * continues, because the claim records the same request.
 */
export function answeredOftenRefusal(): Refusal {
  return new Refusal('too-many', 'code-answered', say('refusal-code-answered'), 'code')
}
