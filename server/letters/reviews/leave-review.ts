import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import { noteReview } from '../../organizers/note-activity.ts'
import { lockReview, notBegunRefusal, type ReviewKeys } from './find-review.ts'
import { endLinks } from './queries.ts'

/**
 * A reviewer ends the own access, from the browser that has it. The comments stay.
 * @throws Refusal
 */
export async function leaveReview(core: Core, keys: ReviewKeys, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const { link, letter, isMine } = await lockReview(core, trx, keys, now)
    if (!isMine) throw notBegunRefusal()
    await endLinks(trx, [link.id], dayOf(now))
    await noteReview(trx, letter.id, 'review-left', now)
  })
}
