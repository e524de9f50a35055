import { shownInWords, startInWords } from '../../next-steps/plan-words.ts'
import { say, type Sentence } from '../../refusal.ts'
import { countInWords } from '../calls/view.ts'
import { embargoInWords } from '../embargo.ts'
import { answerInWords } from '../answer-time.ts'
import { readSentence } from '../stored-sentence.ts'
import type { Asked, PlanFacts, PlanStage } from './show-plan.ts'
import { aloneHours } from '../../organizers/rules.ts'
import type { DeliveryState } from '../rules.ts'
import { needsNotice, notStarted } from '../stage.ts'

export function whenWords({ stage, conditions }: PlanStage, { stages }: PlanFacts): Sentence {
  if (stage.finished_at) return say('plan-when-ended', { on: stage.finished_at })
  if (stage.cancelled_at) return say('plan-when-cancelled', { on: stage.cancelled_at })
  if (stage.fired_at) return say('plan-when-started', { at: stage.fired_at })
  const date = conditions.find(({ kind }) => kind === 'date')
  const count = conditions.find(({ kind }) => kind === 'count')
  const silence = conditions.find(({ kind }) => kind === 'silence')
  return startInWords({
    date: date?.due_at && date.zone !== null ? { at: date.due_at, zone: date.zone } : null,
    count: count?.class && count.least !== null ? { class: count.class, least: count.least } : null,
    silence: silence?.days
      ? { stage: stages.find(({ stage: { id } }) => id === silence.after_stage)?.stage.number ?? 0, days: silence.days }
      : null,
    together: conditions.some(({ kind }) => kind === 'together'),
  })
}

export function tagOf({ stage }: PlanStage): Sentence {
  if (stage.state === 'sending' && stage.kind === 'by-hand') return say('plan-tag', { state: 'frozen' })
  if (stage.state === 'sending' && stage.kind === 'call') return say('plan-tag', { state: 'asking' })
  return say('plan-tag', { state: stage.state === 'planned' && stage.approved_at ? 'approved' : stage.state })
}

/** Sentences on the state of a stage: its conditions and its notice before it starts, its outcome afterwards. */
export function stageWords(each: PlanStage, facts: PlanFacts, now: Date): Sentence[] {
  const { stage } = each
  const shown = shownInWords(stage.kind, stage.disclosure)
  const answer = answerWords(each, facts, now)
  // Owners approve a stage once the letter is open.
  if (facts.letter.state === 'draft') return [shown, ...answer]
  if (stage.state === 'late') return [...lateWords(each), shown, ...answer]
  if (notStarted(stage)) return [...conditionWords(each, facts), shown, ...answer, noticeWords(each, facts)]
  if (stage.state === 'stopped') return [...stopWords(each), gotWords(each)]
  if (stage.state === 'announced') return [[announcedWords(each, now), shown]]
  if (stage.state === 'cancelled') return [gotWords(each)]
  return [stage.kind === 'mail' ? [doneWords(each), shown] : doneWords(each)]
}

function answerWords({ stage }: PlanStage, { stages }: PlanFacts, now: Date): Sentence[] {
  const embargo = embargoInWords(stage, now)
  if (embargo !== null) return [embargo]
  const asked = answerInWords(stage, now)
  if (asked === null) return []
  const early = stages.flatMap(({ stage: { number }, conditions }) =>
    conditions
      .filter(({ after_stage, days }) => after_stage === stage.id && days !== null && days < (stage.answer_days ?? 0))
      .map(({ days }) => say('plan-answer-too-early', { stage: number, days: days ?? 0 })),
  )
  return [asked, ...early]
}

function announcedWords({ stage }: PlanStage, now: Date): Sentence {
  const { notice_until: at, approved_at } = stage
  if (at && at > now) return approved_at ? say('plan-announced-approved', { at }) : say('plan-announced', { at })
  return approved_at ? say('plan-goes-now') : say('plan-announced-ready')
}

function doneWords({ stage, deliveries, written }: PlanStage): Sentence {
  const got = deliveries.filter(({ state }) => state === 'accepted').length
  const count = { count: got, total: deliveries.length }
  const sending = stage.state === 'sending'
  switch (stage.kind) {
    case 'mail':
      return [sending ? say('plan-being-sent') : say('plan-sent'), say('plan-accepted', count)]
    case 'by-hand':
      if (sending) return say('plan-frozen')
      return stage.handed_on === null
        ? say('delivery-plan-handed-over')
        : say('plan-handed-over', { on: new Date(stage.handed_on) })
    case 'public':
      return deliveries.length === 0
        ? say('plan-is-public')
        : [say('plan-is-public'), say('plan-press-accepted', count)]
    case 'call':
      return [sending ? say('plan-call-out') : say('plan-call-ended'), ...(written ? [countInWords(written)] : [])]
  }
}

function lateWords({ stage }: PlanStage): Sentence[] {
  const { late_since: at, late_because } = stage
  if (at === null) return []
  if (late_because === null) return [say('plan-late-missed', { at })]
  return [[say('plan-late-refused', { at }), readSentence(late_because), say('plan-late-next')]]
}

function stopWords({ stop }: PlanStage): Sentence[] {
  return stop ? [say('plan-stopped-by', { name: stop.by }), say('plan-stopped-until', { at: stop.lapsesAt })] : []
}

function gotWords({ deliveries }: PlanStage): Sentence {
  const got = deliveries.filter(({ state }) => state === 'accepted' || state === 'unsure')
  if (deliveries.length === 0) return say('plan-got-nothing')
  if (got.length === 0) return say('plan-got-nobody')
  const named = got.filter(({ name }) => name !== '')
  if (named.length === 0) return say('plan-got-press', { count: got.length })
  const people = (state: DeliveryState) => named.filter((each) => each.state === state).map(nameAlone)
  const [surely, perhaps] = [people('accepted'), people('unsure')]
  return [
    ...(surely.length > 0 ? [say('plan-got', { people: surely })] : []),
    ...(perhaps.length > 0 ? [say('plan-got-unsure', { people: perhaps })] : []),
  ]
}

function nameAlone({ name }: { name: string }) {
  return { name, office: '' }
}

/** One sentence on the progress of each condition. */
function conditionWords({ conditions }: PlanStage, { stages }: PlanFacts): Sentence[] {
  return conditions.flatMap((condition) => {
    const { kind, counted, least } = condition
    if (kind === 'together') return [togetherWords(condition)]
    if (kind === 'silence')
      return [silenceWords(condition, stages.find(({ stage: { id } }) => id === condition.after_stage)?.stage)]
    return kind === 'date' || counted === null ? [] : [say('plan-counted', { count: counted, least: least ?? 0 })]
  })
}

function togetherWords({ together, holds }: PlanStage['conditions'][number]): Sentence {
  if (holds) return say('plan-together-revealed')
  return together === 'lapsed' ? say('plan-together-lapsed') : say('plan-together-waits')
}

function silenceWords(
  { at, answered, holds }: PlanStage['conditions'][number],
  other: PlanStage['stage'] | undefined,
): Sentence {
  const stage = other?.number ?? 0
  if (answered) return say('plan-silence-answered', { stage })
  if (other?.state === 'cancelled') return say('plan-silence-cancelled', { stage })
  if (!at) return say('plan-silence-undelivered', { stage })
  return holds ? say('plan-silence-passed') : say('plan-silence-until', { at })
}

function noticeWords({ stage }: PlanStage, { letter, alone }: PlanFacts): Sentence {
  const hours = needsNotice(stage.kind, stage.disclosure) ? letter.notice_hours : 0
  const decided = stage.approved_at ? say('plan-approved') : say('plan-not-approved')
  if (alone && stage.approved_at === null)
    return [decided, say('plan-notice-alone', { hours: Math.max(hours, aloneHours) })]
  return [decided, hours === 0 ? say('plan-notice-none') : say('plan-notice', { hours })]
}

export function askedWords({ what, by, mine }: Asked): Sentence {
  return mine
    ? [say('plan-asked-yours', { what }), say('plan-asked-waits')]
    : [say('plan-asked', { what, by }), say('plan-asked-decide')]
}
