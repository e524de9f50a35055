import { lockLetter } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { nextBatchAt } from '../../signatures/batch/rules.ts'
import { countWritten, lettersWithCallers } from './queries.ts'

/**
 * Counts the people who say that they have written. Recipients see when each mail arrives, so a number that changes at once would
 * reveal which writers pressed the button. It therefore changes only at the times of the letter's batches, and only if as many
 * people wait as a batch needs.
 *
 * @param since the previous run; null if there was none
 */
export async function countCallers(core: Core, since: Date | null, now: Date): Promise<void> {
  for (const { id, batch_minutes, batch_size } of await lettersWithCallers(core.db)) {
    if (since && nextBatchAt(since, batch_minutes, core.config.units.minute) > now) continue
    await core.db.transaction().execute(async (trx) => {
      await lockLetter(trx, id)
      if (await countWritten(trx, id, batch_size)) await notifyLetter(trx, id)
    })
  }
}
