import type { Db } from '../../db/pool.ts'
import { dayOf } from '../../letter/days.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { endLinks, linksOf } from './queries.ts'

/** Ends every review link of a letter, within the caller's transaction. The caller has checked the right. */
export async function endAllReviewLinks(
  trx: Db,
  by: { organizerId: string; letterId: string },
  now: Date,
): Promise<void> {
  const links = await linksOf(trx, by.letterId)
  const ended = await endLinks(
    trx,
    links.map(({ id }) => id),
    dayOf(now),
  )
  if (ended > 0) await noteActivity(trx, by.letterId, by.organizerId, 'review-links-ended', {}, now)
}
