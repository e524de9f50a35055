import type { Core } from '../../core.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { revisionOf, type RevisionRow } from '../../letter/queries.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { togetherOf } from '../../together/queries.ts'
import { keyOfLog } from '../signed-tree.ts'
import { checkpointOf, type PublishedCheckpoint } from '../checkpoint-of.ts'
import { hasLeavesFromBefore, issuerKeys } from '../queries.ts'

export interface AuditFacts {
  letter: AddressedLetter
  revision: RevisionRow
  /** Null until the letter has shown a count. */
  checkpoint: PublishedCheckpoint | null
  /** The key of the checkpoint (C2SP signed-note). */
  key: string
  /** True if the log has signatures from before it began. No slip finds their leaves. */
  fromBefore: boolean
  /** True if the letter offers or offered that names wait for each other. */
  waits: boolean
  /** The classes of which somebody can hold a credential. */
  credentials: readonly string[]
  /** Which commitments fix the names that wait, or fixed those that were revealed. Null if none do. */
  round: number | null
}

/** Reads what the page about checking a letter's count says. */
export async function showAudit(core: Core, letter: AddressedLetter): Promise<AuditFacts> {
  const [revision, checkpoint, fromBefore, waiting, issuers] = await Promise.all([
    revisionOf(core.db, letter.id, letter.revision),
    checkpointOf(core, letter.id),
    hasLeavesFromBefore(core.db, letter.id),
    togetherOf(core.db, letter.id),
    issuerKeys(core.db, letter.id),
  ])
  if (!revision) throw notFoundRefusal('letter')
  const round = waiting?.state === 'reached' || waiting?.state === 'revealed' ? waiting.round : null
  return {
    letter,
    revision,
    checkpoint,
    key: keyOfLog(core, letter.id),
    fromBefore,
    credentials: [...new Set(issuers.map((issuer) => issuer.class))],
    round,
    waits: waiting !== undefined,
  }
}
