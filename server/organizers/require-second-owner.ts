import { dayOf } from '../letter/day-rules.ts'
import type { Db } from '../db/pool.ts'
import type { Act, Row } from '../db/schema.ts'
import { Refusal } from '../refusal.ts'
import { approveOther, propose } from './approval-queries.ts'
import { ownersOf } from './member-queries.ts'

/**
 * Acts that cannot be undone need a second owner, where there are two or more. The first owner's request waits; another owner's request
 * for exactly the same goes ahead. Within the transaction that carries the act out.
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
  // Whoever was an owner when the request came in may be none any more.
  if (!owners.includes(organizerId))
    throw new Refusal('forbidden', 'role-may-not', 'Only an owner of this letter may do this. Ask one of them.')
  if (owners.length < 2) return 'go'
  const exactly = JSON.stringify(subject)
  if (await approveOther(trx, letter.id, organizerId, act, exactly)) return 'go'
  if (await propose(trx, letter.id, organizerId, { act, subject: exactly }, dayOf(now))) return 'waits'
  // Proposed already: by this owner, or by another one a moment ago.
  return (await approveOther(trx, letter.id, organizerId, act, exactly)) ? 'go' : 'waits'
}
