import { dayOf } from '../../letter/day-rules.ts'
import { daysSince } from '../rules.ts'

/**
 * Silence is counted in days of the calendar, in UTC, as every date on the page is: delivered on the 2nd, it is three days on the
 * 5th, regardless of the hour. So readers of the page can check the number, and the hour at which it grows does not reveal the
 * hour of the delivery.
 */
export interface Silence {
  /** YYYY-MM-DD */
  since: string
  days: number
}

/**
 * The clock of one recipient, or of a letter where these are all its copies and answers. It runs from the first copy that came, and
 * stops with an answer that counts as one; a copy that comes on a later day than the last such answer restarts it. An answer
 * answers what came on its day or before: it is known by its day alone.
 * @param copies when each copy came
 * @param answers the days of answers that count
 * @param day its length in milliseconds: in a rehearsal it is shorter
 */
export function silenceOf(copies: readonly Date[], answers: readonly string[], now: Date, day: number): Silence | null {
  const lastAnswer = answers.toSorted().at(-1) ?? ''
  const unanswered = copies.filter((at) => dayOf(at) > lastAnswer && at <= now)
  const first = unanswered.toSorted((a, b) => a.getTime() - b.getTime())[0]
  return first ? { since: dayOf(first), days: daysSince(first, now, day) } : null
}

/** When every clock that runs shows another number. */
export function nextDay(now: Date, day: number): Date {
  return new Date((Math.floor(now.getTime() / day) + 1) * day)
}
