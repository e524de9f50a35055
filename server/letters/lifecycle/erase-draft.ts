import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { destroyKeys } from './destroy-keys.ts'
import { eraseDraftRows } from './purge-queries.ts'

/** Erases what only the draft's key could open, of a letter that was opened. Only after that key was destroyed while a backup was away. */
export async function eraseDraft(core: Core, letterId: string): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    await lockLetter(trx, letterId)
    await eraseDraftRows(trx, letterId)
  })
  await destroyKeys(core, letterId, 'draft-erased')
}
