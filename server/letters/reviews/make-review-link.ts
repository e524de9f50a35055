import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import { lockLetter } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { insertLink, linkById, linksOf } from './queries.ts'
import { checkNewLink, isUsable, lastDay, linkState, mostLinks, mostLinksEver } from './rules.ts'
import { linkHash, newLink, sealLinkWords } from './secrets.ts'

export interface TypedLink {
  label: string
  /** In days. Empty: the usual time. */
  days: string
  /** Names one press of the button. The same press that arrives twice makes one link. */
  once?: Buffer | undefined
}

export interface MadeLink {
  id: string
  /** Shown once, to be passed on by hand. The database keeps only its hash. */
  link: string
  /** The last day on which it works, in UTC. */
  lastDay: string
}

/**
 * Makes a link by which somebody without an account reads a draft and comments on it. Owners and editors may.
 * @throws Refusal
 */
export async function makeReviewLink(
  core: Core,
  organizerId: string,
  letterId: string,
  { once, ...typed }: TypedLink,
  now: Date,
): Promise<MadeLink> {
  const wanted = checkNewLink(typed)
  return core.db.transaction().execute(async (db) => {
    await authorizeLetter({ ...core, db }, organizerId, letterId, 'edit')
    const letter = await lockLetter(db, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (letter.state !== 'draft') throw new Refusal('conflict', 'reviews-over', say('reviews-over'))
    const { id, token } = newLink(core, once)
    const made: MadeLink = {
      id: id.toString('base64url'),
      link: `${core.config.origin}/review/${token.toString('base64url')}`,
      lastDay: lastDay(now, wanted.days),
    }
    const known = await linkById(db, letterId, id)
    if (known?.ended_on === null) return made
    if (known) throw new Refusal('conflict', 'review-link-ended', say('reviews-link-ended-already'))
    refuseTooMany(await linksOf(db, letterId), now)
    await insertLink(db, {
      id,
      letter_id: letterId,
      token_hash: linkHash(core, token.toString('base64url')),
      sealed: sealLinkWords(core, { id, letter_id: letterId }, { label: wanted.label, name: null, maker: organizerId }),
      made_on: dayOf(now),
      last_day: made.lastDay,
    })
    await noteActivity(db, letterId, organizerId, 'review-link-made', {}, now)
    return made
  })
}

function refuseTooMany(links: Awaited<ReturnType<typeof linksOf>>, now: Date): void {
  const usable = links.filter((link) => isUsable({ state: linkState(link, dayOf(now)) }))
  if (usable.length >= mostLinks)
    throw new Refusal('conflict', 'too-many-review-links', say('reviews-too-many', { most: mostLinks }))
  if (links.length >= mostLinksEver)
    throw new Refusal('conflict', 'too-many-review-links', say('reviews-too-many-ever', { most: mostLinksEver }))
}
