import { say, type Sentence } from '../../refusal.ts'
import { isUsable, type LinkState } from './rules.ts'

interface Said {
  state: LinkState
  name: string | null
  lastDay: string
  usedOn: string | null
  refusedOn: string | null
  endedOn: string | null
}

export interface LinkWords {
  state: Sentence
  /** Set if a second browser was refused, while the link works. */
  warning: Sentence | undefined
}

/** What organizers read of a link. */
export function linkWords({ state, name, lastDay, usedOn, refusedOn, endedOn }: Said): LinkWords {
  const states: Record<LinkState, Sentence> = {
    unused: say('reviews-state-unused', { until: new Date(lastDay) }),
    'in-use': say('reviews-state-in-use', {
      name: name ?? '',
      since: new Date(usedOn ?? lastDay),
      until: new Date(lastDay),
    }),
    expired:
      name === null
        ? say('reviews-state-expired', { on: new Date(lastDay) })
        : say('reviews-state-expired-used', { name, on: new Date(lastDay) }),
    ended:
      name === null
        ? say('reviews-state-ended', { on: new Date(endedOn ?? lastDay) })
        : say('reviews-state-ended-used', { name, on: new Date(endedOn ?? lastDay) }),
  }
  const isWarned = refusedOn !== null && isUsable({ state })
  return {
    state: states[state],
    warning: isWarned ? say('reviews-state-refused', { on: new Date(refusedOn) }) : undefined,
  }
}
