import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'
import { peopleOf } from './member-queries.ts'
import { may } from './rules.ts'

/** Has everybody who may read answers told that one has come. Of several at once a mail tells one time. */
export async function tellOrganizers(trx: Db, letterId: string): Promise<void> {
  for (const { id, role } of await peopleOf(trx, letterId))
    if (may(role, 'answer'))
      await enqueue(
        trx,
        'tell-organizer',
        { organizer: id, letter: letterId },
        { jobKey: `tell-organizer:${letterId}:${id}`, maxAttempts: 8, priority: 5 },
      )
}
