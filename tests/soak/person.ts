import { newSigningKey, parseSigningKey, signatoryKeys } from '../../server/crypto/signing-key.ts'

/**
 * The state that the server has acknowledged. It is `unsure` from a request until its answer, because a kill may lose the
 * answer.
 */
export interface Person {
  address: string
  signingKey: string
  verifier: Buffer
  signed: boolean | 'unsure'
  withdrawn: boolean | 'unsure'
  invalid: boolean | 'unsure'
  visibility: string
}

let people = 0

export function newPerson(letterId: string, visibility: string): Person {
  const signingKey = newSigningKey()
  const seed = parseSigningKey(signingKey)
  if (!seed) throw new Error('a signing key that was just made cannot be read')
  people++
  return {
    address: `worker.${people}@lantern.example`,
    signingKey,
    verifier: signatoryKeys(seed, letterId).publicKey,
    signed: false,
    withdrawn: false,
    invalid: false,
    visibility,
  }
}
