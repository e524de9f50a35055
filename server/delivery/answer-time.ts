import { dayOf, isDay } from '../letter/days.ts'
import { say, type FieldMessage, type Sentence } from '../refusal.ts'

/** Until when an answer to a stage is hoped for, as typed. At most one of the two is filled in. */
export interface TypedAnswerTime {
  /** So many days after the delivery. */
  days: string
  /** A day, YYYY-MM-DD. */
  by: string
}

/** The same as it is stored with the stage. */
export interface AnswerTime {
  answer_days: number | null
  answer_by: string | null
}

export const noAnswerTime: TypedAnswerTime = { days: '', by: '' }
export const mostAnswerDays = 365

/** A day in the future, because the copy cannot ask for an answer by a day that has passed. */
export function readAnswerTime(typed: TypedAnswerTime, now: Date): { answer: AnswerTime } | FieldMessage {
  const days = typed.days.trim()
  const by = typed.by.trim()
  if (days !== '' && by !== '') return { field: 'answer_by', message: say('plan-answer-both') }
  const answer = stored({ days, by })
  if (days !== '' && answer.answer_days === null)
    return { field: 'answer_days', message: say('plan-answer-days-malformed', { most: mostAnswerDays }) }
  if (by === '') return { answer }
  if (answer.answer_by === null) return { field: 'answer_by', message: say('plan-answer-by-malformed') }
  const latest = dayAfter(now, mostAnswerDays)
  if (by <= dayOf(now) || by > latest)
    return { field: 'answer_by', message: say('plan-answer-by-wrong', { latest: new Date(latest) }) }
  return { answer }
}

/** Converts values that were checked when they were typed. The day may have passed since. */
export function storedAnswerTime(typed: TypedAnswerTime | undefined): AnswerTime {
  return stored(typed ?? noAnswerTime)
}

function stored({ days, by }: TypedAnswerTime): AnswerTime {
  const number = /^\d{1,3}$/.test(days) ? Number(days) : 0
  return {
    answer_days: number > 0 && number <= mostAnswerDays ? number : null,
    answer_by: isDay(by) ? by : null,
  }
}

/**
 * The day that a copy shows if it is made now, YYYY-MM-DD.
 * @returns null if the stage asks for none, or its day has passed
 */
export function answerDay({ answer_days, answer_by }: AnswerTime, now: Date): string | null {
  if (answer_days !== null) return dayAfter(now, answer_days)
  return answer_by !== null && answer_by > dayOf(now) ? answer_by : null
}

/** Says until when a stage that has not started asks for an answer. Null if it asks for none. */
export function answerInWords({ answer_days, answer_by }: AnswerTime, now: Date): Sentence | null {
  if (answer_days !== null) return say('plan-answer-in-days', { days: answer_days })
  if (answer_by === null) return null
  const by = new Date(answer_by)
  return answer_by > dayOf(now) ? say('plan-answer-by', { by }) : say('plan-answer-by-past', { by })
}

function dayAfter(now: Date, days: number): string {
  return dayOf(new Date(now.getTime() + days * 86_400_000))
}
