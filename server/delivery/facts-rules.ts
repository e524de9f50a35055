import { dayOf } from '../common/day-rules.ts'
import { daysSince } from './rules.ts'

/** The letter's clock: from the first copy that was accepted until an answer that counts as one. `day` in milliseconds. */
export function letterDays(
  accepted: readonly Date[],
  answered: boolean,
  now: Date,
  day: number,
): { silence: { since: string; days: number } | null; changesAt: Date | null } {
  const first = accepted.toSorted((a, b) => a.getTime() - b.getTime())[0]
  if (!first || answered) return { silence: null, changesAt: null }
  const days = daysSince(first, now, day)
  return {
    silence: { since: dayOf(first), days },
    changesAt: new Date(first.getTime() + (days + 1) * day),
  }
}
