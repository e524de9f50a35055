import type { LetterRow } from '../letter/queries.ts'
import { credentialClasses, credentialMessage, SIGNATURE_ID_BYTES } from '../crypto/credential.ts'
import { credentialId } from '../crypto/credential-secrets.ts'
import { foreignPublicKey } from '../crypto/signing-key.ts'
import type { Db } from '../db/pool.ts'
import { Refusal, say } from '../refusal.ts'
import { credentialById, pendingById, type CredentialRow, type PendingRow } from './queries.ts'

/** A redeemed credential: pending before its batch, or published together with its signature. */
export type MyCredential =
  { inBatch: false; row: PendingRow } | { inBatch: true; row: CredentialRow; signatureId: Buffer }

/**
 * Finds a credential by its public key in base64url. The public key and the class determine the id, so each class is tried. The
 * caller's transaction must hold the letter's lock when it changes the credential; otherwise a batch could move it in between.
 * @throws Refusal when no redeemed credential has this key
 */
export async function findCredential(trx: Db, letter: LetterRow, verifier: string): Promise<MyCredential> {
  const publicKey = foreignPublicKey(verifier)
  if (!publicKey) throw unknownCredentialRefusal()
  const ids = credentialClasses.map((verification) =>
    credentialId(credentialMessage({ letterId: letter.id, verification, publicKey })),
  )
  // In this order, because a batch can move the row from `pending` to `credential` between the two queries, but never back.
  const pending = await pendingById(trx, letter.id, ids)
  if (pending) return { inBatch: false, row: pending }
  const credential = await credentialById(trx, letter.id, ids)
  if (!credential) throw unknownCredentialRefusal()
  return { inBatch: true, row: credential, signatureId: credential.id.subarray(0, SIGNATURE_ID_BYTES) }
}

function unknownCredentialRefusal(): Refusal {
  return new Refusal('invalid', 'credential-unknown', say('refusal-credential-unknown'), 'verifier')
}
