import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { writeTyped } from '../drafting/save-draft.ts'
import { keepVersion } from '../versions/keep-version.ts'

/** Writes what people have typed together to the draft, and keeps the draft as a version. */
export async function keepTyped(core: Core, letterId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (letter) await keepVersion(core, trx, (await writeTyped(core, trx, letter, now)).letter, now)
  })
}
