import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'
import { ownersOf, peopleOf } from './member-queries.ts'
import { may } from './rules.ts'

/** Enqueues a notice of an answer, of a recipient who asks for time, or of mail to a return address, to everybody who may read answers. The job key merges several pending notices into one mail. */
export async function tellOrganizers(
  trx: Db,
  letterId: string,
  of: 'answer' | 'returned' | 'time' = 'answer',
): Promise<void> {
  for (const { id, role } of await peopleOf(trx, letterId))
    if (may(role, 'answer'))
      await enqueue(
        trx,
        'tell-organizer',
        { organizer: id, letter: letterId, of },
        { jobKey: `tell-organizer:${of}:${letterId}:${id}`, maxAttempts: 8, priority: 5 },
      )
}

/** Enqueues a notice of a proposal to every owner except its proposer. */
export async function tellOtherOwners(trx: Db, letterId: string, proposedBy: string): Promise<void> {
  for (const owner of await ownersOf(trx, letterId)) if (owner !== proposedBy) await tellOwner(trx, letterId, owner)
}

/**
 * Enqueues a notice to every owner.
 * @param of `review`: a second browser tried to use a review link. `no-receipt`: nobody has confirmed the receipt of a copy.
 */
export async function tellOwners(trx: Db, letterId: string, of: 'review' | 'no-receipt'): Promise<void> {
  for (const organizer of await ownersOf(trx, letterId))
    await enqueue(
      trx,
      'tell-organizer',
      { organizer, letter: letterId, of },
      { jobKey: `tell-organizer:${of}:${letterId}:${organizer}`, maxAttempts: 8, priority: 5 },
    )
}

/** Enqueues a notice that something waits for an owner. */
export async function tellOwner(trx: Db, letterId: string, organizer: string): Promise<void> {
  await enqueue(
    trx,
    'tell-organizer',
    { organizer, letter: letterId, of: 'waits' },
    { jobKey: `tell-organizer:waits:${letterId}:${organizer}`, maxAttempts: 8, priority: 5 },
  )
}
