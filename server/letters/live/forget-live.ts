import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { writeTyped } from '../drafting/save-draft.ts'
import { deleteGonePresence, deleteLive, lettersLive, liveOf, presenceOf, setIdle } from '../live-text/queries.ts'

/**
 * Deletes the shared documents at which nobody has been for two looks. The drafts keep the Markdown, and the next person starts a new
 * document of it. So nothing is left of deleted words, and of which words were typed on one connection. A text that cannot be written, for
 * example because it is too long, stays.
 */
export async function forgetLive(core: Core, now: Date): Promise<void> {
  await deleteGonePresence(core.db)
  for (const letterId of await lettersLive(core.db)) await forgetOne(core, letterId, now)
}

async function forgetOne(core: Core, letterId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter || (await presenceOf(trx, letterId)).length > 0) return
    const { problem } = await writeTyped(core, trx, letter, now)
    if (problem !== null) return
    const live = await liveOf(trx, letterId)
    if (live?.idle) await deleteLive(trx, letterId)
    else await setIdle(trx, letterId)
  })
}
