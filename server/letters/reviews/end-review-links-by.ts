import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { dayOf } from '../../letter/days.ts'
import { endLinks, linksOf } from './queries.ts'
import { openLinkWords } from './secrets.ts'

/**
 * Ends the links that somebody made who may no longer edit the letter, because that person may have one of them. Runs within the
 * caller's transaction.
 */
export async function endReviewLinksBy(
  core: Pick<Core, 'keys'>,
  trx: Db,
  { letterId, organizerId }: { letterId: string; organizerId: string },
  now: Date,
): Promise<void> {
  const theirs = (await linksOf(trx, letterId)).filter((link) => openLinkWords(core, link)?.maker === organizerId)
  await endLinks(
    trx,
    theirs.map(({ id }) => id),
    dayOf(now),
  )
}
