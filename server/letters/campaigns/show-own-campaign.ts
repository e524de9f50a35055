import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { titleOf } from '../../letter/title-of.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { may } from '../../organizers/rules.ts'
import type { Sentence } from '../../refusal.ts'
import { campaignOf, titlesInCampaign, type CampaignRow } from './queries.ts'
import { openCampaignInvitation } from './secrets.ts'

export interface OwnCampaignFacts {
  letter: LetterRow
  title: Sentence
  owner: boolean
  /** Undefined if the letter stands in none. */
  campaign: CampaignRow | undefined
  letters: Awaited<ReturnType<typeof titlesInCampaign>>
  /** For the owners of the letter that began the campaign. Null if there is none. */
  invitation: string | null
}

/**
 * Returns the campaign of a letter, for one of its organizers.
 * @throws Refusal
 */
export async function showOwnCampaign(core: Core, organizerId: string, letterId: string): Promise<OwnCampaignFacts> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  const campaign = await campaignOf(core.db, letter.id)
  const owner = may(role, 'settings')
  const sealed = owner && campaign?.begun_by === letter.id ? campaign.invitation_sealed : null
  return {
    letter,
    title: await titleOf(core, letter),
    owner,
    campaign,
    letters: campaign ? await titlesInCampaign(core.db, campaign.id) : [],
    invitation: sealed && openCampaignInvitation(core, letter.id, sealed),
  }
}
