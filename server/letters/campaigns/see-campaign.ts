import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { say, type Sentence } from '../../refusal.ts'
import { whatJoins } from './join-campaign.ts'
import { campaignInvitedTo, campaignOf, countInCampaign, titlesInCampaign } from './queries.ts'
import { mayStandInCampaign, mostLettersInCampaign } from './rules.ts'
import { campaignInvitationHash, openCampaignProposal } from './secrets.ts'
import { freeCampaignSlug, whatStarts } from './start-campaign.ts'

/**
 * Returns what a second owner sees before the letter starts or joins a campaign: its title, its address, and the letters beside which
 * the letter would stand.
 * @returns `now` is the exact content of the act now, null if it can no longer happen
 */
export async function seeCampaign(
  core: Core,
  letter: LetterRow,
  sealed: Buffer | null,
): Promise<{ facts: Sentence[]; now: object | null }> {
  if (!sealed) return { facts: [], now: null }
  const { title, invitation } = openCampaignProposal(core, letter.id, sealed)
  const seen = title === '' ? await joining(core, invitation) : await starting(core, title)
  const free = mayStandInCampaign(letter) && !(await campaignOf(core.db, letter.id))
  return { facts: seen.facts, now: free ? seen.now : null }
}

async function starting({ config, db }: Core, title: string) {
  const slug = await freeCampaignSlug(db, title)
  return { facts: factsOf({ title, slug }, config.origin), now: whatStarts(title, slug) }
}

async function joining(core: Core, invitation: string): Promise<{ facts: Sentence[]; now: object | null }> {
  const hash = campaignInvitationHash(core, invitation)
  const campaign = hash && (await campaignInvitedTo(core.db, hash))
  if (!campaign) return { facts: [say('campaigns-fact-ended')], now: null }
  const letters = await titlesInCampaign(core.db, campaign.id)
  const facts = letters.map(({ title, slug }) => say('campaigns-fact-letter', { title, slug }))
  const full = (await countInCampaign(core.db, campaign.id)) >= mostLettersInCampaign
  return { facts: [...factsOf(campaign, core.config.origin), ...facts], now: full ? null : whatJoins(campaign) }
}

function factsOf({ title, slug }: { title: string; slug: string }, origin: string): Sentence[] {
  return [
    say('campaigns-fact-title', { title }),
    say('campaigns-fact-address', { address: `${origin}/campaigns/${slug}` }),
  ]
}
