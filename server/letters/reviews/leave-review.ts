import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import { noteReview } from '../../organizers/note-activity.ts'
import type { ReviewKeys } from './find-review.ts'
import { endLinks } from './queries.ts'
import { withinReview } from './within-review.ts'

/**
 * A reviewer ends the own access, from the browser that has it. The comments stay.
 * @throws Refusal
 */
export async function leaveReview(core: Core, keys: ReviewKeys, now: Date): Promise<void> {
  await withinReview(core, keys, now, async ({ trx, link, letter }) => {
    await endLinks(trx, [link.id], dayOf(now))
    await noteReview(trx, letter.id, 'review-left', now)
  })
}
