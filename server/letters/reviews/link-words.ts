import { say, type Sentence } from '../../refusal.ts'
import type { LinkDays, LinkState } from './rules.ts'

interface Said extends Omit<LinkDays, 'last_day' | 'used_on' | 'ended_on'> {
  state: LinkState
  name: string | null
  lastDay: string
  usedOn: string | null
  refusedOn: string | null
  endedOn: string | null
}

/** What organizers read of a link: its state, and whether a second browser was refused. */
export function linkWords({ state, name, lastDay, usedOn, refusedOn, endedOn }: Said): Sentence[] {
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
  return refusedOn === null
    ? [states[state]]
    : [states[state], say('reviews-state-refused', { on: new Date(refusedOn) })]
}
