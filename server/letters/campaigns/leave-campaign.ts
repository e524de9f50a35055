import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { lockLetter } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { takeOutOfCampaign } from './queries.ts'

/**
 * Takes a letter out of its campaign at once. One owner is enough, because the letter itself stays as it is. Idempotent.
 * @throws Refusal
 */
export async function leaveCampaign(core: Core, organizerId: string, letterId: string, now: Date): Promise<void> {
  await authorizeLetter(core, organizerId, letterId, 'settings')
  await core.db.transaction().execute(async (trx) => {
    if (!(await lockLetter(trx, letterId))) throw notFoundRefusal('letter')
    const campaign = await takeOutOfCampaign(trx, letterId)
    if (!campaign) return
    await noteActivity(trx, letterId, organizerId, 'campaign-left', {}, now)
    await notifyLetter(trx, letterId)
    await notifyLetter(trx, campaign.id)
  })
}
