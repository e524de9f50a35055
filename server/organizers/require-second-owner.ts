import { dayOf } from '../letter/days.ts'
import type { Db } from '../db/pool.ts'
import type { Act, Row } from '../db/schema.ts'
import { Refusal, say } from '../refusal.ts'
import { approveOther, propose } from './approval-queries.ts'
import { ownersOf } from './member-queries.ts'

/**
 * Requires a second owner for an irreversible act if the letter has two or more owners.
 * The first owner's request becomes a proposal. Another owner's request with exactly the same subject approves it.
 * Must run in the transaction that carries out the act.
 * @returns 'go' if the act may be carried out now
 * @throws Refusal if the organizer is not an owner
 */
export async function requireSecondOwner(
  trx: Db,
  letter: Pick<Row<'letter'>, 'id'>,
  organizerId: string,
  act: Act,
  subject: object,
  now: Date,
): Promise<'go' | 'waits'> {
  const owners = await ownersOf(trx, letter.id)
  // The organizer may have lost the role since the request was authorized.
  if (!owners.includes(organizerId)) throw new Refusal('forbidden', 'role-may-not', say('organizers-owner-needed'))
  if (owners.length < 2) return 'go'
  const exactly = JSON.stringify(subject)
  if (await approveOther(trx, letter.id, organizerId, act, exactly)) return 'go'
  if (await propose(trx, letter.id, organizerId, { act, subject: exactly }, dayOf(now))) return 'waits'
  // Proposed already, by this owner, or by another owner a moment ago.
  return (await approveOther(trx, letter.id, organizerId, act, exactly)) ? 'go' : 'waits'
}
