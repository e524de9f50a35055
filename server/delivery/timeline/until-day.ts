import { dayOf } from '../../letter/days.ts'
import type { AnswerFacts, RecipientFacts, StageFacts, TimeFacts } from './timeline-events.ts'

/** The public facts from which the timeline is made. */
export interface PublicFacts {
  stages: StageFacts[]
  recipients: RecipientFacts[]
  answers: AnswerFacts[]
  times: TimeFacts[]
}

/**
 * The facts as they stood at the end of a day in UTC, as far as they are known today. An answer belongs to the day on which it came,
 * also if it was published later.
 * @param day YYYY-MM-DD
 */
export function untilDay({ stages, recipients, answers, times }: PublicFacts, day: string): PublicFacts {
  const kept = stages.flatMap((stage) => stageUntil(stage, day))
  const carriedOut = new Set(kept.filter(({ confirmed_at }) => confirmed_at !== null).map(({ id }) => id))
  const known = new Set(kept.map(({ id }) => id))
  return {
    stages: kept,
    recipients: recipients
      .filter(({ stage_id }) => known.has(stage_id))
      .map((row) => recipientUntil(row, carriedOut.has(row.stage_id), day)),
    answers: answers.filter(({ answered_on }) => answered_on <= day),
    times: times.filter(({ asked_on }) => asked_on <= day),
  }
}

function by(at: Date | null, day: string): Date | null {
  return at !== null && dayOf(at) <= day ? at : null
}

function stageUntil(stage: StageFacts, day: string): StageFacts[] {
  const announced_at = by(stage.announced_at, day)
  const confirmed_at = by(stage.confirmed_at, day)
  const cancelled_at = by(stage.cancelled_at, day)
  if (!announced_at && !confirmed_at) return []
  const same = confirmed_at === stage.confirmed_at && cancelled_at === stage.cancelled_at
  const before = confirmed_at ? ('sending' as const) : ('announced' as const)
  return [{ ...stage, announced_at, confirmed_at, cancelled_at, state: same ? stage.state : before }]
}

function recipientUntil(row: RecipientFacts, carriedOut: boolean, day: string): RecipientFacts {
  const accepted_at = by(row.accepted_at, day)
  const last_tried_at = by(row.last_tried_at, day)
  const returned_on = row.returned_on !== null && row.returned_on <= day ? row.returned_on : null
  const confirmed_at = by(row.confirmed_at, day)
  return { ...row, accepted_at, last_tried_at, confirmed_at, returned_on, state: stateUntil(row, carriedOut, day) }
}

function stateUntil(row: RecipientFacts, carriedOut: boolean, day: string): RecipientFacts['state'] {
  if (!carriedOut || row.state === null) return null
  const cameBackLater = row.returned_on !== null && row.returned_on > day
  if (by(row.accepted_at, day) && (row.state === 'accepted' || cameBackLater)) return 'accepted'
  if (row.state === 'accepted') return 'queued'
  return row.last_tried_at === null || by(row.last_tried_at, day) ? row.state : 'queued'
}
