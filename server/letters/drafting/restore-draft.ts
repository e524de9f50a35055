import type { Core } from '../../core.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { isId, may } from '../../organizers/rules.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { lockDiscarded, roleOnDiscarded } from '../queries.ts'
import { updateLetter } from '../write-queries.ts'

/**
 * An owner takes back that a draft was discarded, until it is erased.
 * @throws Refusal if the draft is erased, or was not discarded
 */
export async function restoreDraft(core: Core, organizerId: string, letterId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const role = isId(letterId) ? await roleOnDiscarded(trx, organizerId, letterId) : undefined
    if (role === undefined) throw notFoundRefusal('letter')
    if (!may(role, 'purge')) throw new Refusal('forbidden', 'role-may-not', say('refusal-role-may-not', { role }))
    const letter = await lockDiscarded(trx, letterId)
    if (!letter?.erases_at || letter.erases_at <= now) throw notFoundRefusal('letter')
    await updateLetter(trx, letterId, { erases_at: null })
    await noteActivity(trx, letterId, organizerId, 'draft-restored', {}, now)
  })
}
