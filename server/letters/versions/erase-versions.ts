import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { draftingDue } from '../life.ts'
import { eraseVersionsOf, lettersWithVersionsSince } from './queries.ts'

/** Erases the versions of letters that opened `draftingErasedAfterDays` ago, and the marks on them, unless two owners keep them. */
export async function eraseVersions({ db, config }: Pick<Core, 'db' | 'config'>, now: Date): Promise<void> {
  for (const id of await lettersWithVersionsSince(db, draftingDue(now, config.units.day)))
    await db.transaction().execute(async (trx) => {
      // Two owners may have kept them meanwhile.
      if ((await lockLetter(trx, id))?.drafting_kept === false) await eraseVersionsOf(trx, id)
    })
}
