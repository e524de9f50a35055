import type { Core } from '../core.ts'
import { stopStages } from '../delivery/stages/stop-stages.ts'
import type { Asker } from '../organizers/require-second-owner.ts'
import { pauseLetter } from '../letters/lifecycle/pause-letter.ts'
import { replaceQuietLink } from '../letters/lifecycle/replace-quiet-link.ts'
import { endAllReviewLinks } from '../letters/reviews/end-all-review-links.ts'
import { asOwnerOf } from './as-owner-of.ts'
import { endSessionsOf } from './end-sessions-of.ts'
import type { Outcome } from './schemas.ts'
import { hideAllNames } from './hide-all-names.ts'
import { showAllNames } from './show-all-names.ts'

interface By {
  organizer: Asker
  letterId: string
  /** For `sessions`: whose sessions end. */
  person: string
}

export type ActAtOnce = 'pause' | 'stop' | 'hide-names' | 'show-names' | 'quiet-link' | 'review-links' | 'sessions'
/** The acts of the emergency page. An owner carries them out alone, except `show-names`, to which a second owner must agree. */
export const acts: Record<ActAtOnce, (core: Core, by: By, now: Date) => Promise<Outcome>> = {
  pause: async (core, { organizer, letterId }, now) => {
    await pauseLetter(core, organizer.id, letterId, true, now)
    return 'paused'
  },
  stop: async (core, { organizer, letterId }, now) =>
    (await stopStages(core, organizer.id, letterId, now)) === 0 ? 'stopped' : 'some-go-on',
  'hide-names': async (core, { organizer, letterId }, now) => {
    await hideAllNames(core, organizer.id, letterId, now)
    return 'hidden'
  },
  'show-names': async (core, { organizer, letterId }, now) => showAllNames(core, organizer, letterId, now),
  'quiet-link': async (core, { organizer, letterId }, now) => {
    await replaceQuietLink(core, organizer.id, letterId, now)
    return 'replaced'
  },
  'review-links': async (core, { organizer, letterId }, now) => {
    await asOwnerOf(core, organizer.id, letterId, (trx) =>
      endAllReviewLinks(trx, { organizerId: organizer.id, letterId }, now),
    )
    return 'links-ended'
  },
  sessions: async (core, { organizer, letterId, person }, now) => {
    await endSessionsOf(core, organizer.id, letterId, person, now)
    return 'ended'
  },
}
