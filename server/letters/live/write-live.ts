import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import type { Sentence } from '../../refusal.ts'
import { hasUnwritten } from '../live-text/queries.ts'
import { writeTyped } from '../drafting/save-draft.ts'

/**
 * Writes what people have typed together to the draft, so that everything that reads the draft sees it.
 * @returns why the text cannot be written, or null
 */
export async function writeLive(core: Core, letterId: string, now: Date): Promise<Sentence | null> {
  if (!(await hasUnwritten(core.db, letterId))) return null
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    return letter ? (await writeTyped(core, trx, letter, now)).problem : null
  })
}
