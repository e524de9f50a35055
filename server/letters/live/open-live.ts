import type { Core } from '../../core.ts'
import { letterById } from '../../letter/queries.ts'
import { openDraft } from '../../letter/secrets.ts'
import { lockDrafted } from '../live-text/queries.ts'
import type { LiveText } from '../live-text/read-live.ts'
import { startLive } from '../live-text/start-live.ts'

/** Returns a draft's shared document, for people who type in it. @returns null if the letter is no draft */
export async function openLive(core: Core, letterId: string): Promise<LiveText | null> {
  return core.db.transaction().execute(async (trx) => {
    if (!(await lockDrafted(trx, letterId))) return null
    const text = async () => {
      const letter = await letterById(trx, letterId)
      return letter ? openDraft(core, letter).text : ''
    }
    return startLive(core, trx, letterId, text)
  })
}
