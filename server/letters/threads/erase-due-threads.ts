import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { eraseThreads, lettersWithThreads } from './queries.ts'
import { draftingDue } from '../life.ts'

/**
 * Erases the comments on the drafts of letters that opened some days ago, and the names that organizers had in these drafts. Keeps them
 * if two owners asked for that.
 */
export async function eraseDueThreads(core: Pick<Core, 'db' | 'config'>, now: Date): Promise<void> {
  for (const id of await lettersWithThreads(core.db, draftingDue(now, core.config.units.day)))
    await core.db.transaction().execute(async (trx) => {
      // Two owners may have kept them meanwhile.
      if ((await lockLetter(trx, id))?.drafting_kept === false) await eraseThreads(trx, id)
    })
}
