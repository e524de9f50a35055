import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { eraseSealedNames, lettersWithSealedNames } from './close-queries.ts'
import { destroyKeys } from './destroy-keys.ts'
import { namesDue } from '../life.ts'
import { keepChangesReadable } from '../../signatures/copies/sealed-files.ts'
import { lockLetter } from '../../letter/queries.ts'

/**
 * Erases the sealed names of a letter and destroys their key. Public names stay until the purge, because everybody has read them.
 */
export async function eraseNames(core: Core, letterId: string): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    await lockLetter(trx, letterId)
    await eraseSealedNames(trx, letterId)
    await notifyLetter(trx, letterId)
  })
  await keepChangesReadable(core, letterId)
  await destroyKeys(core, letterId, 'names-erased')
}

/** Erases the names of every closed letter whose names are due (see namesDue). */
export async function eraseDueNames(core: Core, now: Date): Promise<void> {
  for (const { id, closed_at, last_delivery } of await lettersWithSealedNames(core.db)) {
    const due = namesDue(closed_at, last_delivery, core.config.units.day)
    if (due && due <= now) await eraseNames(core, id)
  }
}
