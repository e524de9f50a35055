import { dayOf } from '../../letter/days.ts'
import { daysSince } from '../rules.ts'

/**
 * Silence, counted in calendar days in UTC: delivered on the 2nd, it is three days on the 5th. So readers can check the number
 * against the page's dates, and the hour at which the number grows does not reveal the hour of the delivery.
 */
export interface Silence {
  /** YYYY-MM-DD */
  since: string
  days: number
}

/**
 * The silence of one recipient, or of a letter if the arguments are all its copies and answers. It runs from the first copy that
 * came. An answer that counts stops it. A copy on a later day than the last such answer starts it again. An answer answers every
 * copy of its day, because only its day is known.
 *
 * @param copies when each copy came
 * @param answers the days of the answers that count
 * @param day length of a day in milliseconds; a rehearsal uses shorter days
 * @returns null if nothing is unanswered
 */
export function silenceOf(copies: readonly Date[], answers: readonly string[], now: Date, day: number): Silence | null {
  const lastAnswer = answers.toSorted().at(-1) ?? ''
  const unanswered = copies.filter((at) => dayOf(at) > lastAnswer && at <= now)
  const first = unanswered.toSorted((a, b) => a.getTime() - b.getTime())[0]
  return first ? { since: dayOf(first), days: daysSince(first, now, day) } : null
}

/** When the number of every running silence changes next. */
export function nextDay(now: Date, day: number): Date {
  return new Date((Math.floor(now.getTime() / day) + 1) * day)
}
