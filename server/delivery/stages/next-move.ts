import type { TogetherState } from '../../together/rules.ts'
import type { Disclosure, StageState } from '../rules.ts'
import { inTime, mayStart, noticeEnd, stopHours, type ConditionNow, type StageKind } from '../stage.ts'

// What the plan does next. The job that carries out plans and the rehearsal of a plan both ask these rules.

/** What the letter says now about a condition. */
export interface ConditionFacts {
  kind: 'date' | 'count' | 'silence' | 'together'
  due_at: Date | null
  least: number | null
  days: number | null
  /** Signatures as of the last batch. Null while the letter is below its first threshold. */
  counted: number | null
  /** When the last copy of the stage that must stay without an answer was accepted. Null until that stage is done. */
  delivered_at: Date | null
  /** Whether an answer to that stage has come whose verdict stops the days. */
  answered: boolean
  /** How far the waiting of names for each other is. Null if the letter does not offer it. */
  together: TogetherState | null
}

/**
 * Says whether a condition holds now, and when the passing of time makes it true.
 * @param day length of a day in milliseconds; a rehearsal server uses shorter days
 */
export function conditionNow(facts: ConditionFacts, now: Date, day: number): ConditionNow {
  const { kind, due_at, least, days, counted, delivered_at, answered, together } = facts
  if (kind === 'together') return { holds: together === 'revealed', at: null }
  if (kind === 'count') return { holds: counted !== null && least !== null && counted >= least, at: null }
  if (kind === 'date') return { holds: due_at !== null && due_at <= now, at: due_at }
  const at = delivered_at && new Date(delivered_at.getTime() + (days ?? 0) * day)
  return { holds: at !== null && at <= now && !answered, at }
}

/** The parts of a stage on which its next move depends. */
export interface Moving {
  state: StageState
  approved_at: Date | null
  notice_until: Date | null
  stopped_at: Date | null
}

/** `resume`: a stop has lapsed. `late`: nobody looked when the stage was due, so its owners decide. */
export type Move = 'wait' | 'resume' | 'announce' | 'carry-out' | { late: Date }

interface Moment {
  /** Time of the previous check. Null if there was none. */
  looked: Date | null
  now: Date
  /** Length of an hour in milliseconds. */
  hour: number
}

export function nextMove(stage: Moving, conditions: readonly ConditionNow[], { looked, now, hour }: Moment): Move {
  if (stage.state === 'stopped')
    return stage.stopped_at && stopLapsesAt(stage.stopped_at, hour) <= now ? 'resume' : 'wait'
  if (!stage.approved_at) return 'wait'
  if (stage.state === 'planned') {
    const verdict = mayStart(conditions, looked, now)
    return verdict === 'go' ? 'announce' : verdict
  }
  if (stage.state !== 'announced' || !stage.notice_until || stage.notice_until > now) return 'wait'
  const verdict = inTime(later(stage.notice_until, stage.approved_at), looked, now)
  return verdict === 'go' ? 'carry-out' : verdict
}

/** The next moment at which the passing of time may move a stage. Null if there is none. */
export function nextMoment(
  stages: readonly (Moving & { conditions: readonly ConditionNow[] })[],
  { now, hour }: Omit<Moment, 'looked'>,
): Date | null {
  const moments = stages.flatMap((stage) => {
    if (stage.state === 'stopped' && stage.stopped_at) return [stopLapsesAt(stage.stopped_at, hour)]
    if (!stage.approved_at) return []
    if (stage.state === 'announced' && stage.notice_until) return [stage.notice_until]
    if (stage.state !== 'planned') return []
    return stage.conditions.flatMap(({ at }) => (at ? [at] : []))
  })
  return earliest(moments.filter((at) => at > now))
}

export function earliest(moments: readonly Date[]): Date | null {
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}

function stopLapsesAt(stoppedAt: Date, hour: number): Date {
  return new Date(stoppedAt.getTime() + stopHours * hour)
}

/** The columns of a stage that is announced now (see noticeEnd). */
export function announced(
  stage: { kind: StageKind; disclosure: Disclosure },
  notice: Parameters<typeof noticeEnd>[1],
  { now, hour }: Omit<Moment, 'looked'>,
) {
  return {
    state: 'announced' as const,
    fired_at: now,
    announced_at: now,
    notice_until: noticeEnd(stage, notice, now, hour),
    late_since: null,
    late_because: null,
  }
}

interface Stopped {
  stopped_from: StageState | null
  stopped_at: Date | null
  notice_until: Date | null
}

/** Extends a running notice by the length of the stop, because the letter's page does not show the notice during a stop. */
export function noticeAfterStop({ stopped_from, stopped_at, notice_until }: Stopped, now: Date): Date | null {
  if (stopped_from !== 'announced' || !stopped_at || !notice_until || notice_until <= stopped_at) return notice_until
  return new Date(notice_until.getTime() + now.getTime() - stopped_at.getTime())
}
