import { facetsFor, type StatedFacets } from '../facets/facets-for.ts'
import type { LetterRow } from '../letter/queries.ts'
import { refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { NO_COMMITMENT, SIGNATURE_ID_BYTES } from '../crypto/credential.ts'
import { Refusal, say } from '../refusal.ts'
import { withLetter } from '../signatures/my-signature/change-my-signature.ts'
import { lockPending } from '../signatures/batch/credential-queries.ts'
import { changeSignature } from '../signatures/my-signature-queries.ts'
import { findCredential } from './find-credential.ts'
import { changeCredential, changePending } from './queries.ts'
import { readStatement, refuseUnlessOpened } from './read-redemption.ts'

export interface Agreement {
  verifier: string
  revision_hash: string
  commitment: string
  facets?: StatedFacets | undefined
  proof: string
}

/**
 * Moves an anonymous signature to the current text after a change of substance. The next batch that may carry it counts it there.
 */
export async function agreeWithCredential(
  core: Core,
  letter: LetterRow,
  { verifier, facets, ...given }: Agreement,
  now: Date,
): Promise<void> {
  const statement = { visibility: 'anonymous', ...given }
  // The proof is checked before the letter's lock is taken. Public keys are published, so a request without the signing key could
  // otherwise hold the lock and block others.
  await readStatement(core, letter, (await findCredential(core.db, letter, verifier)).row.public_key, statement)
  await withLetter(core, letter.id, now, async (trx, locked) => {
    refuseUnlessOpen(locked, now)
    await lockPending(trx)
    const mine = await findCredential(trx, locked, verifier)
    const agreed = await readStatement({ ...core, db: trx }, locked, mine.row.public_key, statement)
    if (mine.row.withdrawal) throw alreadyWithdrawnRefusal()
    if (mine.row.revision >= locked.substance_revision) return 'unseen'
    const kept = agreed.commitment.equals(mine.row.commitment)
    if (mine.inBatch && !kept && !agreed.commitment.equals(NO_COMMITMENT)) throw otherFacetsRefusal()
    const signatureId = mine.row.id.subarray(0, SIGNATURE_ID_BYTES)
    const facets_sealed = facetsFor(core, locked, signatureId, agreed.commitment, facets)
    refuseUnlessOpened(agreed.commitment, facets_sealed)
    if (!mine.inBatch) await changePending(trx, mine.row.id, { ...agreed, facets_sealed })
    else {
      await changeCredential(trx, mine.row.id, {
        agreed_revision: agreed.revision,
        agreed_commitment: agreed.commitment,
        agreed_proof: agreed.proof,
      })
      await changeSignature(trx, signatureId, { pending_revision: agreed.revision, facets_sealed })
    }
    return 'unseen'
  })
}

function otherFacetsRefusal(): Refusal {
  return new Refusal('invalid', 'facets-changed', say('refusal-facets-changed'), 'facets')
}

export function alreadyWithdrawnRefusal(): Refusal {
  return new Refusal('gone', 'credential-withdrawn', say('refusal-credential-withdrawn'))
}
