import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { keepVersion } from './keep-version.ts'

/** Keeps a draft as a version, because nobody has saved it for some minutes. */
export async function keepAfterPause(core: Core, letterId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (letter) await keepVersion(core, trx, letter, now)
  })
}
