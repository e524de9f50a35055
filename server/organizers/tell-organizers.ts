import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'
import { peopleOf } from './member-queries.ts'
import { may } from './rules.ts'

/** Enqueues a notice of an answer, or of mail to a return address, to everybody who may read answers. The job key merges several pending notices into one mail. */
export async function tellOrganizers(trx: Db, letterId: string, of: 'answer' | 'returned' = 'answer'): Promise<void> {
  for (const { id, role } of await peopleOf(trx, letterId))
    if (may(role, 'answer'))
      await enqueue(
        trx,
        'tell-organizer',
        { organizer: id, letter: letterId, of },
        { jobKey: `tell-organizer:${of}:${letterId}:${id}`, maxAttempts: 8, priority: 5 },
      )
}
