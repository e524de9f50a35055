import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { asOwnerOf } from './as-owner-of.ts'
import { hideNames } from './queries.ts'

/**
 * Hides every public name at once, for everyone. No delivery with names starts until they are shown again.
 * @throws Refusal
 */
export async function hideAllNames(core: Core, organizerId: string, letterId: string, now: Date): Promise<void> {
  await asOwnerOf(core, organizerId, letterId, async (trx, letter) => {
    if (letter.names_hidden) return
    await hideNames(trx, letterId, true)
    await noteActivity(trx, letterId, organizerId, 'all-names-hidden', {}, now)
    await notifyLetter(trx, letterId)
  })
}
