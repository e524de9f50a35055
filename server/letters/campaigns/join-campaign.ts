import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { Refusal, say } from '../../refusal.ts'
import {
  addToCampaign,
  campaignInvitedTo,
  countInCampaign,
  lockCampaign,
  storeInvitation,
  type CampaignRow,
} from './queries.ts'
import { mostLettersInCampaign } from './rules.ts'
import { campaignInvitationHash, sealCampaignProposal } from './secrets.ts'
import { lockFreeLetter } from './start-campaign.ts'

/**
 * Lets a public letter join the campaign of an invitation, which is used up. Needs a second owner if there is one, and otherwise a day
 * of waiting.
 * @throws Refusal
 */
export async function joinCampaign(
  core: Core,
  asker: Asker,
  letterId: string,
  invitation: string,
  now: Date,
): Promise<'joined' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'settings')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockFreeLetter(trx, letterId)
    const campaign = await lockInvitedTo(core, trx, invitation)
    if (!campaign) throw new Refusal('invalid', 'no-invitation', say('campaigns-invitation-unknown'), 'invitation')
    if ((await countInCampaign(trx, campaign.id)) >= mostLettersInCampaign)
      throw new Refusal(
        'conflict',
        'campaign-full',
        say('refusal-campaign-full', { most: mostLettersInCampaign }),
        'invitation',
      )
    const subject = whatJoins(campaign)
    const detail = sealCampaignProposal(core, letterId, { invitation: invitation.trim() })
    const within = { ...core, db: trx }
    if ((await requireSecondOwner(within, letter, asker, { act: 'campaign', subject, detail }, now)) === 'waits')
      return 'waits'
    await addToCampaign(trx, campaign.id, letterId)
    await storeInvitation(trx, campaign.id, null)
    await noteActivity(trx, letterId, asker.id, 'campaign-joined', {}, now)
    await notifyLetter(trx, letterId)
    await notifyLetter(trx, campaign.id)
    return 'joined'
  })
}

/** The exact content that a second owner approves. The title of a campaign never changes. */
export function whatJoins({ id }: CampaignRow): object {
  return { join: id }
}

/** Reads the invitation again under the lock, because another letter may just have used it. */
async function lockInvitedTo(core: Core, trx: Db, invitation: string): Promise<CampaignRow | undefined> {
  const hash = campaignInvitationHash(core, invitation)
  const found = hash && (await campaignInvitedTo(trx, hash))
  const campaign = found ? await lockCampaign(trx, found.id) : undefined
  return hash && campaign?.invitation_hash?.equals(hash) === true ? campaign : undefined
}
