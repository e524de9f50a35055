import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { lockLetter } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { campaignOf, countInCampaign, lockCampaign, storeInvitation, type CampaignRow } from './queries.ts'
import { mostLettersInCampaign } from './rules.ts'
import { newCampaignInvitation } from './secrets.ts'

/**
 * Makes an invitation, with which one letter can join. The one before it stops working.
 * @throws Refusal if this letter did not begin the campaign
 */
export async function inviteToCampaign(core: Core, organizerId: string, letterId: string, now: Date): Promise<string> {
  await authorizeLetter(core, organizerId, letterId, 'settings')
  return core.db.transaction().execute(async (trx) => {
    const campaign = await lockOwnCampaign(trx, letterId)
    if ((await countInCampaign(trx, campaign.id)) >= mostLettersInCampaign)
      throw new Refusal('conflict', 'campaign-full', say('refusal-campaign-full', { most: mostLettersInCampaign }))
    const { invitation, stored } = newCampaignInvitation(core, letterId)
    await storeInvitation(trx, campaign.id, stored)
    await noteActivity(trx, letterId, organizerId, 'campaign-invited', {}, now)
    return invitation
  })
}

/**
 * Locks a letter and the campaign that it began.
 * @throws Refusal
 */
export async function lockOwnCampaign(trx: Db, letterId: string): Promise<CampaignRow> {
  if (!(await lockLetter(trx, letterId))) throw notFoundRefusal('letter')
  const found = await campaignOf(trx, letterId)
  const campaign = found && (await lockCampaign(trx, found.id))
  if (campaign?.begun_by !== letterId)
    throw new Refusal('conflict', 'campaign-not-begun', say('refusal-campaign-not-begun'))
  return campaign
}
