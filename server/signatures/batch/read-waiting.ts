import type { Db } from '../../db/pool.ts'
import type { CredentialClass } from '../../db/schema.ts'
import { togetherOf } from '../../together/queries.ts'
import type { SignatureRow, WaitingRow } from '../queries.ts'
import { redeemedIds } from './credential-queries.ts'
import { changedRows, waitingRows } from './queries.ts'
import { groupOf, type Part } from './rules.ts'

/** A signature with a name, or the redeemed credentials of one class. */
export type Addition = Part & ({ named: WaitingRow } | { class: CredentialClass; ids: Buffer[] })
export type Changed = Part & SignatureRow

/**
 * Returns true if the employer's mail gateway logged a code for the signature. It logged none for vouched and reviewed signatures.
 * A name that replaces an anonymous signature has no employer here, because its code belongs to an earlier batch.
 */
const isLogged = ({ class: verification, employer_id }: WaitingRow) =>
  verification === 'mailbox' && employer_id !== null

/**
 * Reads what waits for a letter's batch.
 * @param only restricts the result to these ids
 */
export async function readWaiting(
  trx: Db,
  letterId: string,
  only?: readonly Buffer[],
): Promise<{ additions: Addition[]; changes: Changed[] }> {
  const fixed = (await togetherOf(trx, letterId))?.state === 'reached'
  const [named, redeemed, changed] = [
    (await waitingRows(trx, letterId, only)).filter(({ visibility }) => !fixed || visibility !== 'together'),
    await redeemedIds(trx, letterId, only),
    (await changedRows(trx, letterId, only)).filter((row) => !fixed || !joins(row)),
  ]
  return {
    additions: [
      ...named.map((row) => ({ group: groupOf(asShown(row)), logged: isLogged(row), count: 1, named: row })),
      ...redeemed.map((credentials) => ({
        group: 'anonymous' as const,
        logged: credentials.class === 'mailbox',
        count: credentials.ids.length,
        ...credentials,
      })),
    ],
    // Signing keys make the changes, so the gateway logs none of them. Hiding a name must not move its change to another group.
    changes: changed.map((row) => ({
      ...row,
      group: groupOf({ ...row, name_hidden: false }),
      logged: false,
      count: 1,
    })),
  }
}

function asShown({ visibility, name_sealed, held_sealed, removal_due }: WaitingRow) {
  return { visibility, named: (name_sealed ?? held_sealed) !== null, name_hidden: removal_due !== null }
}

/**
 * Nobody joins those who wait while their names are fixed. So new signatures wait for the end, and so do signatures that organizers
 * reinstate, or that come to the current text. People who leave do not wait.
 */
function joins({ visibility, counted, invalid_reason, pending_revision, ...row }: SignatureRow): boolean {
  if (visibility !== 'together' || row.pending_withdrawal || row.pending_visibility !== null) return false
  return counted ? pending_revision !== null && invalid_reason === null : invalid_reason === null
}
