import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import { withLetter } from './change-my-signature.ts'
import { lettersWithRemovalsDue, withdrawRemovalsDue } from '../removal-queries.ts'

/** Withdraws the signatures whose mailbox requested it, on their day, unless a signing key objected before. */
export async function withdrawDue(core: Core, now: Date): Promise<void> {
  const today = dayOf(now)
  for (const letterId of await lettersWithRemovalsDue(core.db, today))
    await withLetter(core, letterId, now, async (trx) => {
      await withdrawRemovalsDue(trx, letterId, today)
      // Their names have been hidden since the request, so the page does not change.
      return 'unseen'
    })
}
