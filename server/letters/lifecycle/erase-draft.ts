import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { destroyKeys } from './destroy-keys.ts'
import { eraseDraftRows } from './purge-queries.ts'

/**
 * Erases the rows of an opened letter that only its draft's key could open. A restored backup needs this if that key was destroyed
 * after the backup was made.
 */
export async function eraseDraft(core: Core, letterId: string): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    await lockLetter(trx, letterId)
    await eraseDraftRows(trx, letterId)
  })
  await destroyKeys(core, letterId, 'draft-erased')
}
