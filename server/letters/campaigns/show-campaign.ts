import type { Core } from '../../core.ts'
import { addressed } from '../../letter/letter-address.ts'
import { embargoEnd } from '../../letter/rules.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { summarizeLetter, type LetterSummary } from '../page/show-letter.ts'
import { campaignBySlug, lettersInCampaign, type CampaignRow } from './queries.ts'

export interface CampaignFacts {
  campaign: CampaignRow
  /** Only public letters, each as its own page shows it. */
  letters: LetterSummary[]
  /** The ends of the embargoes of further letters, which stand here from then on. */
  embargoes: Date[]
}

/**
 * What the page of a campaign shows. Everybody can read it.
 * @throws Refusal if there is none, or none of its letters can be shown
 */
export async function showCampaign(
  core: Pick<Core, 'db' | 'keys' | 'config'>,
  slug: string,
  now: Date,
): Promise<CampaignFacts> {
  const campaign = await campaignBySlug(core.db, slug)
  const all = campaign ? await lettersInCampaign(core.db, campaign.id) : []
  const embargoes = all.flatMap((letter) => embargoEnd(letter, now) ?? [])
  const rows = all.filter((letter) => !embargoEnd(letter, now))
  if (!campaign || rows.length === 0) throw notFoundRefusal('page')
  const letters: LetterSummary[] = []
  // One after the other, so that a campaign of many letters leaves connections to other requests.
  for (const row of rows) letters.push(await summarizeLetter(core, addressed(core, row), now))
  return { campaign, letters, embargoes }
}
