import { dayOf } from '../../letter/day-rules.ts'
import type { Core } from '../../core.ts'
import { withLetter } from './change-my-signature.ts'
import { lettersWithRemovalsDue, withdrawRemovalsDue } from '../removal-queries.ts'

/** Withdraws what a proved mailbox asked to be withdrawn, where no signing key has objected until its day. */
export async function withdrawDue(core: Core, now: Date): Promise<void> {
  const today = dayOf(now)
  for (const letterId of await lettersWithRemovalsDue(core.db, today))
    await withLetter(core, letterId, now, async (trx) => {
      await withdrawRemovalsDue(trx, letterId, today)
      // Their names were hidden when their mailboxes asked.
      return 'unseen'
    })
}
