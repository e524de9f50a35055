import { shownInWords, startInWords } from '../../next-steps/plan-words.ts'
import { inNumbers, inWords, inWordsWithTime, pluralOf } from '../../http/helpers.ts'
import { say, type Sentence } from '../../refusal.ts'
import { countInWords } from '../calls/view.ts'
import { embargoInWords } from '../embargo.ts'
import { answerInWords } from '../answer-time.ts'
import { readSentence } from '../stored-sentence.ts'
import type { Asked, PlanFacts, PlanStage } from './show-plan.ts'
import { aloneHours } from '../../organizers/rules.ts'
import { needsNotice, notStarted } from '../stage.ts'

export function whenWords({ stage, conditions }: PlanStage, { stages }: PlanFacts): Sentence {
  if (stage.finished_at) return `Ended on ${inWords(stage.finished_at)}`
  if (stage.cancelled_at) return `Cancelled on ${inWords(stage.cancelled_at)}`
  if (stage.fired_at) return `Started on ${inWordsWithTime(stage.fired_at)}`
  const date = conditions.find(({ kind }) => kind === 'date')
  const count = conditions.find(({ kind }) => kind === 'count')
  const silence = conditions.find(({ kind }) => kind === 'silence')
  return startInWords({
    date: date?.due_at && date.zone !== null ? { at: date.due_at, zone: date.zone } : null,
    count: count?.class && count.least !== null ? { class: count.class, least: count.least } : null,
    silence: silence?.days
      ? { stage: stages.find(({ stage: { id } }) => id === silence.after_stage)?.stage.number ?? 0, days: silence.days }
      : null,
  })
}

export function tagOf({ stage }: PlanStage): string {
  if (stage.state === 'sending' && stage.kind === 'by-hand') return 'frozen'
  if (stage.state === 'sending' && stage.kind === 'call') return 'out'
  return stage.state === 'planned' && stage.approved_at ? 'approved' : stage.state
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

function announcedWords({ stage }: PlanStage, now: Date): string {
  const runs = stage.notice_until && stage.notice_until > now
  const until = runs && stage.notice_until ? inWordsWithTime(stage.notice_until) : ''
  if (stage.approved_at)
    return runs ? `Announced. The notice runs until ${until}; then it goes by itself.` : 'Goes now.'
  return runs ? `Announced. The notice runs until ${until}; confirm it after that.` : 'Announced, and ready to be sent.'
}

function doneWords({ stage, deliveries, written }: PlanStage): string {
  const got = deliveries.filter(({ state }) => state === 'accepted').length
  const count = `${inNumbers(got)} of ${inNumbers(deliveries.length)} accepted.`
  const sending = stage.state === 'sending'
  switch (stage.kind) {
    case 'mail':
      return `${sending ? 'Being sent.' : 'Sent.'} ${count}`
    case 'by-hand':
      return sending
        ? 'Frozen. Print it, and say here when it has been handed over.'
        : `Handed over on ${stage.handed_on === null ? '' : inWords(stage.handed_on)}.`
    case 'public':
      return `The letter is public.${deliveries.length === 0 ? '' : ` The press: ${count}`}`
    case 'call':
      return `${sending ? 'On the letter’s page.' : 'Ended.'} ${written ? countInWords(written) : ''}`
  }
}

function lateWords({ stage }: PlanStage): Sentence[] {
  if (stage.late_since === null) return []
  const since = inWordsWithTime(stage.late_since)
  if (stage.late_because === null) return [say('plan-late-missed', { since })]
  return [[say('plan-late-refused', { since }), readSentence(stage.late_because), say('plan-late-next')]]
}

function stopWords({ stop }: PlanStage): string[] {
  if (!stop) return ['Stopped.']
  return [
    `Stopped by ${stop.by}. The stop lapses on ${inWordsWithTime(stop.lapsesAt)}, and the stage goes on, unless another owner agrees to cancel the stage.`,
  ]
}

function gotWords({ deliveries }: PlanStage): string {
  const got = deliveries.filter(({ state }) => state === 'accepted' || state === 'unsure')
  const all = got
    .map(({ name, state }) => (state === 'unsure' ? `${name} (unsure)` : name))
    .filter((name) => name !== '')
  if (deliveries.length === 0) return 'Nothing was sent.'
  if (got.length === 0) return 'Nobody has got it.'
  return all.length === 0
    ? `${inNumbers(got.length)} of the press have got it.`
    : `These have got it: ${all.join(', ')}.`
}

/** One sentence on the progress of each condition. */
function conditionWords({ conditions }: PlanStage, { stages }: PlanFacts): string[] {
  return conditions.flatMap((condition) => {
    const { kind, counted, least } = condition
    if (kind === 'silence')
      return silenceWords(condition, stages.find(({ stage: { id } }) => id === condition.after_stage)?.stage)
    return kind === 'date' || counted === null
      ? []
      : [`${inNumbers(counted)} of ${inNumbers(least ?? 0)} have signed so far.`]
  })
}

function silenceWords({ at, answered, holds }: PlanStage['conditions'][number], other: PlanStage['stage'] | undefined) {
  const stage = `tage ${String(other?.number ?? '')}`
  if (answered) return [`An answer to s${stage} has come, so this stage does not start by itself.`]
  if (other?.state === 'cancelled')
    return [`S${stage} was cancelled, so this stage does not start by itself. Change it, or start it by hand.`]
  if (!at) return [`S${stage} has not been delivered yet.`]
  return [holds ? 'That time has passed without an answer.' : `Without an answer that is on ${inWordsWithTime(at)}.`]
}

function noticeWords({ stage }: PlanStage, { letter, alone }: PlanFacts): Sentence {
  const hours = needsNotice(stage.kind, stage.disclosure) ? letter.notice_hours : 0
  const decided = stage.approved_at
    ? 'Approved: people who sign are told about it.'
    : 'Not approved yet: it does not start by itself, and people who sign are not told about it.'
  if (alone && stage.approved_at === null)
    return [decided, say('plan-notice-alone', { hours: Math.max(hours, aloneHours) })]
  if (hours === 0) return `${decided} The letter’s page says so when it starts.`
  return `${decided} When it starts the letter’s page says to whom it goes and what it shows, and that anybody can withdraw for ${inNumbers(hours)} ${pluralOf(hours, 'hour', 'hours')}.`
}

const askedFor: Record<Asked['what'], string> = {
  approve: 'approve this stage',
  start: 'send this now',
  hurry: 'start this before its time',
  stop: 'cancel this stage',
  remove: 'take this stage out of the plan',
  change: 'change this stage',
}

export function askedWords({ what, by, mine }: Asked): string {
  const whose = mine ? 'You have' : `${by} has`
  const other = mine
    ? 'Another owner has to agree, under “Approvals”.'
    : 'Look at exactly what goes out, and decide, under “Approvals”.'
  return `${whose} asked to ${askedFor[what]}. ${other}`
}

export function pressWords(count: number): string {
  return `${inNumbers(count)} ${pluralOf(count, 'address', 'addresses')} of the press get the note.`
}
