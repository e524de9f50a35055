import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import { lockLetter } from '../../letter/queries.ts'
import { dropVersions } from './drop-versions.ts'
import { lettersToThin } from './queries.ts'

/** Thins the versions of drafts that nobody has changed since the day ended. */
export async function thinVersions(core: Core, now: Date): Promise<void> {
  for (const id of await lettersToThin(core.db, dayOf(now)))
    await core.db.transaction().execute(async (trx) => {
      if (await lockLetter(trx, id)) await dropVersions(trx, id, now)
    })
}
