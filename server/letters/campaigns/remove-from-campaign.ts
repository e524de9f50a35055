import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { lockOwnCampaign } from './invite-to-campaign.ts'
import { takeOutOfCampaign, titlesInCampaign } from './queries.ts'

/**
 * Takes another letter out of the campaign that this letter began, for example a letter that only looks like one of workers. One owner
 * is enough. Idempotent.
 * @param slug of the other letter
 * @throws Refusal
 */
export async function removeFromCampaign(
  core: Core,
  organizerId: string,
  letterId: string,
  slug: string,
  now: Date,
): Promise<void> {
  await authorizeLetter(core, organizerId, letterId, 'settings')
  await core.db.transaction().execute(async (trx) => {
    const campaign = await lockOwnCampaign(trx, letterId)
    const other = (await titlesInCampaign(trx, campaign.id)).find((each) => each.slug === slug && each.id !== letterId)
    if (!other || !(await takeOutOfCampaign(trx, other.id))) return
    await noteActivity(trx, letterId, organizerId, 'campaign-letter-removed', {}, now)
    await notifyLetter(trx, other.id)
    await notifyLetter(trx, campaign.id)
  })
}
