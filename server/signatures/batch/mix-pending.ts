import { noName } from '../stored-name-queries.ts'
import { SIGNATURE_ID_BYTES } from '../../crypto/credential.ts'
import type { Db } from '../../db/pool.ts'
import type { CredentialClass } from '../../db/schema.ts'
import { insertCredentials, takeRedeemed } from './credential-queries.ts'

/**
 * The letter's redeemed credentials of these classes, published as signatures: the id of each is the beginning of its credential's, a hash of what
 * is published, so that nothing in their order says when each came. A credential says nothing of the employer, and its
 * public key stays with it: a signature with a name is found by another.
 */
export async function mixPending(trx: Db, letterId: string, classes: readonly CredentialClass[]) {
  const rows = await takeRedeemed(trx, letterId, classes)
  await insertCredentials(trx, rows)
  return rows.filter(({ withdrawal }) => withdrawal === null).map(asSignature)
}

function asSignature(row: Awaited<ReturnType<typeof takeRedeemed>>[number]) {
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
