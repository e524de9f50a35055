import type { Core } from '../../core.ts'
import { canonicalHash } from '../../crypto/canonical.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { freeSlug } from '../../letter/slug.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { addToCampaign, campaignOf, campaignSlugsFrom, insertCampaign, lockCampaignSlugs } from './queries.ts'
import { campaignSlugFrom, faultInCampaignTitle, mayStandInCampaign, tidyCampaignTitle } from './rules.ts'
import { sealCampaignProposal } from './secrets.ts'

/**
 * Starts a campaign with a public letter. Needs a second owner if there is one, and otherwise a day of waiting.
 * @throws Refusal
 */
export async function startCampaign(
  core: Core,
  asker: Asker,
  letterId: string,
  typed: string,
  now: Date,
): Promise<'started' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'settings')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockFreeLetter(trx, letterId)
    const title = tidyCampaignTitle(typed)
    const fault = faultInCampaignTitle(title)
    if (fault !== null) throw new Refusal('invalid', 'campaign-title', fault, 'title')
    await lockCampaignSlugs(trx)
    const slug = await freeCampaignSlug(trx, title)
    const subject = whatStarts(title, slug)
    const detail = sealCampaignProposal(core, letterId, { title })
    const within = { ...core, db: trx }
    if ((await requireSecondOwner(within, letter, asker, { act: 'campaign', subject, detail }, now)) === 'waits')
      return 'waits'
    await addToCampaign(trx, await insertCampaign(trx, { slug, title, begun_by: letterId }), letterId)
    await noteActivity(trx, letterId, asker.id, 'campaign-started', {}, now)
    await notifyLetter(trx, letterId)
    return 'started'
  })
}

/** The exact content that a second owner approves. A hash, because nobody else reads the title before. */
export function whatStarts(title: string, slug: string): object {
  return { start: canonicalHash({ title, slug }).toString('hex') }
}

export async function freeCampaignSlug(db: Db, title: string): Promise<string> {
  const slug = campaignSlugFrom(title)
  return freeSlug(slug, await campaignSlugsFrom(db, slug))
}

/**
 * Locks a letter that may stand in a campaign and stands in none.
 * @throws Refusal
 */
export async function lockFreeLetter(trx: Db, letterId: string): Promise<LetterRow> {
  const letter = await lockLetter(trx, letterId)
  if (!letter) throw notFoundRefusal('letter')
  if (!mayStandInCampaign(letter))
    throw new Refusal('conflict', 'campaign-not-public', say('refusal-campaign-not-public'))
  if (await campaignOf(trx, letterId)) throw new Refusal('conflict', 'in-campaign', say('refusal-in-campaign'))
  return letter
}
