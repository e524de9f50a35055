import type { Db } from '../db/pool.ts'
import type { Act, Row } from '../db/schema.ts'
import { Refusal, say } from '../refusal.ts'
import { approve, propose } from './approval-queries.ts'
import { ownersOf } from './member-queries.ts'
import { tellOtherOwners } from './tell-organizers.ts'

/** The organizer who asks for an act. */
export interface Asker {
  id: string
  /** Set if the organizer agrees to this proposal, on the page that shows it. */
  agrees?: string | undefined
}

/** An act that cannot be undone, with its exact content. */
export interface Proposed {
  act: Act
  subject: object
  /** Sealed data that the owners see beside the subject. Deleted once the proposal is settled. */
  detail?: Buffer | undefined
}

/**
 * Requires a second owner for an irreversible act if the letter has two or more owners.
 * The first owner's request becomes a proposal, and the other owners are told. A second owner agrees on the page of the proposal.
 * A repeated request agrees to nothing, because its page shows neither the proposal nor its content.
 * Must run in the transaction that carries out the act.
 * @returns 'go' if the act may be carried out now
 * @throws Refusal if the organizer is not an owner, or agrees to something that has changed or is settled
 */
export async function requireSecondOwner(
  trx: Db,
  letter: Pick<Row<'letter'>, 'id'>,
  asker: Asker,
  { act, subject, detail }: Proposed,
  now: Date,
): Promise<'go' | 'waits'> {
  const owners = await ownersOf(trx, letter.id)
  // The organizer may have lost the role since the request was authorized.
  if (!owners.includes(asker.id)) throw new Refusal('forbidden', 'role-may-not', say('organizers-owner-needed'))
  const exactly = JSON.stringify(subject)
  if (asker.agrees !== undefined) {
    const agreement = { id: asker.agrees, by: asker.id }
    if (await approve(trx, letter.id, agreement, { act, subject: exactly })) return 'go'
    throw changedMeanwhileRefusal()
  }
  if (owners.length < 2) return 'go'
  const proposal = { act, subject: exactly, detail: detail ?? null }
  if (await propose(trx, letter.id, asker.id, proposal, now)) await tellOtherOwners(trx, letter.id, asker.id)
  return 'waits'
}

/** The content differs from the content that the owner has seen, or the proposal is settled. */
export function changedMeanwhileRefusal(): Refusal {
  return new Refusal('conflict', 'changed-meanwhile', say('approvals-changed-meanwhile'))
}
