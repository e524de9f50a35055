import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { requireSecondOwner, type Asker } from '../organizers/require-second-owner.ts'
import { asOwnerOf } from './as-owner-of.ts'
import { hideNames } from './queries.ts'

const allNames = { act: 'reveal', subject: { names: 'all' } } as const

/**
 * Shows the public names again. A name that its signatory made less visible meanwhile, or that was hidden by itself, stays away.
 * @returns 'waits' if a second owner must agree
 * @throws Refusal
 */
export async function showAllNames(core: Core, asker: Asker, letterId: string, now: Date): Promise<'shown' | 'waits'> {
  return asOwnerOf(core, asker.id, letterId, async (trx, letter) => {
    if (!letter.names_hidden) return 'shown'
    if ((await requireSecondOwner({ ...core, db: trx }, letter, asker, allNames, now)) === 'waits') return 'waits'
    await hideNames(trx, letterId, false)
    await noteActivity(trx, letterId, asker.id, 'all-names-shown', {}, now)
    await notifyLetter(trx, letterId)
    return 'shown'
  })
}
