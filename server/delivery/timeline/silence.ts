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
  /** YYYY-MM-DD: the first day by which an unanswered copy asks for an answer. Null if none names a day. */
  answer_by: string | null
  /** The number of days since that day. 0 until it is over. */
  days_overdue: number
}

/** A copy that came. */
export interface Came {
  at: Date
  answerBy: string | null
}

/**
 * The silence of one recipient, or of a letter if the arguments are all its copies and answers. It runs from the first copy that
 * came. An answer that counts stops it. A copy on a later day than the last such answer starts it again. An answer answers every
 * copy of its day, because only its day is known.
 *
 * @param copies the copies that came
 * @param answers the days of the answers that count
 * @param day length of a day in milliseconds; a rehearsal uses shorter days
 * @returns null if nothing is unanswered
 */
export function silenceOf(copies: readonly Came[], answers: readonly string[], now: Date, day: number): Silence | null {
  const lastAnswer = answers.toSorted().at(-1) ?? ''
  const unanswered = copies
    .filter(({ at }) => dayOf(at) > lastAnswer && at <= now)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const first = unanswered[0]
  if (!first) return null
  const answerBy = unanswered.flatMap((copy) => copy.answerBy ?? []).toSorted()[0] ?? null
  return {
    since: dayOf(first.at),
    days: daysSince(first.at, now, day),
    answer_by: answerBy,
    days_overdue: answerBy === null ? 0 : daysSince(new Date(answerBy), now, realDay),
  }
}

/** In milliseconds. The day that a copy names is a day of the calendar, also in a rehearsal. */
const realDay = 86_400_000

/** When the number of every running silence changes next. */
export function nextDay(now: Date, day: number): Date {
  return new Date((Math.floor(now.getTime() / day) + 1) * day)
}
