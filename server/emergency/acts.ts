import type { Core } from '../core.ts'
import { stopStages } from '../delivery/stages/stop-stages.ts'
import { pauseLetter } from '../letters/lifecycle/pause-letter.ts'
import { replaceQuietLink } from '../letters/lifecycle/replace-quiet-link.ts'
import { endSessionsOf } from './end-sessions-of.ts'
import type { Outcome } from './schemas.ts'
import { hideAllNames } from './hide-all-names.ts'
import { showAllNames } from './show-all-names.ts'

interface By {
  organizerId: string
  letterId: string
  /** For `sessions`: whose sessions end. */
  person: string
}

export type ActAtOnce = 'pause' | 'stop' | 'hide-names' | 'show-names' | 'quiet-link' | 'sessions'
/** The acts of the emergency page. An owner carries them out alone, except `show-names`, to which a second owner must agree. */
export const acts: Record<ActAtOnce, (core: Core, by: By, now: Date) => Promise<Outcome>> = {
  pause: async (core, { organizerId, letterId }, now) => {
    await pauseLetter(core, organizerId, letterId, true, now)
    return 'paused'
  },
  stop: async (core, { organizerId, letterId }, now) =>
    (await stopStages(core, organizerId, letterId, now)) === 0 ? 'stopped' : 'some-go-on',
  'hide-names': async (core, { organizerId, letterId }, now) => {
    await hideAllNames(core, organizerId, letterId, now)
    return 'hidden'
  },
  'show-names': async (core, { organizerId, letterId }, now) => showAllNames(core, organizerId, letterId, now),
  'quiet-link': async (core, { organizerId, letterId }, now) => {
    await replaceQuietLink(core, organizerId, letterId, now)
    return 'replaced'
  },
  sessions: async (core, { organizerId, letterId, person }, now) => {
    await endSessionsOf(core, organizerId, letterId, person, now)
    return 'ended'
  },
}
