import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import { lockLetter } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { endLinks, linkById } from './queries.ts'
import { maySeeLink } from './rules.ts'
import { openLinkWords } from './secrets.ts'

/**
 * Ends a link at once. Comments that came through it stay. Owners end every link, editors those that they made.
 * @throws Refusal
 */
export async function endReviewLink(
  core: Core,
  organizerId: string,
  letterId: string,
  linkId: string,
  now: Date,
): Promise<void> {
  const { role } = await authorizeLetter(core, organizerId, letterId, 'edit')
  await core.db.transaction().execute(async (db) => {
    if (!(await lockLetter(db, letterId))) throw notFoundRefusal('letter')
    const id = Buffer.from(linkId, 'base64url')
    const link = id.length === 16 ? await linkById(db, letterId, id) : undefined
    const maker = link && (openLinkWords(core, link)?.maker ?? '')
    if (!link || maker === undefined || !maySeeLink(role, { maker, asker: organizerId }))
      throw notFoundRefusal('review link')
    if ((await endLinks(db, [link.id], dayOf(now))) > 0)
      await noteActivity(db, letterId, organizerId, 'review-link-ended', {}, now)
  })
}
