import type { Core } from '../../core.ts'
import { deleteLinksOpenedBefore } from './queries.ts'
import { draftingDue } from '../life.ts'

/** Erases the review links of letters that opened a week ago. None of them has worked since the opening. */
export async function eraseReviews({ db, config }: Core, now: Date): Promise<void> {
  await deleteLinksOpenedBefore(db, draftingDue(now, config.units.day))
}
