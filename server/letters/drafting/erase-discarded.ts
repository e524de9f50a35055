import type { Core } from '../../core.ts'
import { keyKinds } from '../../db/keys/keys.ts'
import type { Db } from '../../db/pool.ts'
import { lockLetter } from '../../letter/queries.ts'
import { discardedDue, lockDiscarded } from '../queries.ts'
import { deleteLetter } from '../write-queries.ts'

/** Erases the drafts that were discarded a day ago. */
export async function eraseDiscarded(core: Core, now: Date): Promise<void> {
  for (const id of await discardedDue(core.db, now))
    await core.db.transaction().execute(async (trx) => {
      const letter = await lockDiscarded(trx, id)
      // An owner may have restored it in the meantime.
      if (letter?.erases_at && letter.erases_at <= now) await erase(core, trx, id)
    })
}

/** Erases a draft at once. Used if tombstones say that a restored draft was erased or purged after the backup. */
export async function eraseDraftNow(core: Core, letterId: string): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = (await lockLetter(trx, letterId)) ?? (await lockDiscarded(trx, letterId))
    if (letter?.state === 'draft') await erase(core, trx, letterId)
  })
}

/**
 * Destroys the keys before the commit, because after it no row would remain to say that they still have to be destroyed. If the
 * commit fails, a draft without keys is left. The next run or the next start erases it. Destroyed keys cannot be created again for
 * this letter.
 */
async function erase({ keys }: Core, trx: Db, letterId: string): Promise<void> {
  await deleteLetter(trx, letterId)
  for (const kind of keyKinds) keys.destroy(letterId, kind)
}
