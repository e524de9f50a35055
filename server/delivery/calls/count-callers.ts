import { lockLetter } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { nextBatchAt } from '../../signatures/batch/rules.ts'
import { countWritten, lettersWithCallers } from './queries.ts'

/**
 * Counts those who say that they have written, at the marks of their letter's batches alone and only where as many wait as a batch
 * needs: the recipients see when each mail comes, and the number shall not tell which of the writers pressed the button. `since`: when
 * this was done before.
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
