import { noName } from '../stored-name-queries.ts'
import { SIGNATURE_ID_BYTES } from '../../crypto/credential.ts'
import type { Db } from '../../db/pool.ts'
import { takeRedeemed, type Redeemed } from './credential-queries.ts'

/**
 * Publishes these redeemed credentials of the letter as signatures. The id of a signature is the beginning of its
 * credential's id, which is a hash of published data, so the order of ids does not reveal the order of redemption. The employer
 * is unknown. The verifier is null, because the credential keeps the public key and only named signatures are found by a
 * verifier.
 */
export async function mixPending(trx: Db, letterId: string, ids: readonly Buffer[]) {
  return (await takeRedeemed(trx, letterId, ids)).map(asSignature)
}

function asSignature(row: Redeemed) {
  return {
    id: row.id.subarray(0, SIGNATURE_ID_BYTES),
    letter_id: row.letter_id,
    revision: row.revision,
    visibility: 'anonymous' as const,
    class: row.class,
    employer_id: null,
    verifier: null,
    ...noName,
    resemblance: null,
    claim_tag: null,
    facets_sealed: row.facets_sealed,
    removal_due: null,
    named: false,
  }
}
