import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { eraseThreads, lettersWithThreads } from './queries.ts'
import { draftingErasedAfterDays } from '../life.ts'

/** Erases the comments on the drafts of letters that opened some days ago, and the names that organizers had in these drafts. */
export async function eraseDueThreads(core: Pick<Core, 'db' | 'config'>, now: Date): Promise<void> {
  const openedBy = new Date(now.getTime() - draftingErasedAfterDays * core.config.units.day)
  for (const id of await lettersWithThreads(core.db, openedBy))
    await core.db.transaction().execute(async (trx) => {
      await lockLetter(trx, id)
      await eraseThreads(trx, id)
    })
}
