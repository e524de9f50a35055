import Handlebars from 'handlebars'
import type { Language } from '../../messages/languages.ts'
import { dayOf } from '../../letter/days.ts'
import { stageInWords, type Person } from '../../next-steps/plan-words.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import type { Expected } from './rehearse.ts'
import type { Rehearsal } from './rehearse-plan.ts'
import { timelineDrawing, type Mark } from './timeline-drawing.ts'

/** What is expected of a plan, as a list and as a drawing of the same events. */
export interface ExpectedView {
  /** The assumptions, in a sentence. */
  supposed: Sentence
  /** The form. Undefined once the letter is closed, because nobody can sign it any more. */
  form: { signatures: string; by: string; from: string; end: string } | undefined
  errors: FieldMessage[]
  fault: { signatures: Sentence | undefined; by: Sentence | undefined }
  events: { at: string | undefined; words: Sentence[] }[]
  drawing: Handlebars.SafeString
}

interface StageNamed {
  id: string
  number: number
  kind: 'mail' | 'by-hand' | 'public' | 'call'
  over: boolean
  recipients: readonly Person[]
}

function supposition({ state, collecting }: Rehearsal['letter']) {
  if (state === 'draft') return 'plan-expected-draft'
  return collecting ? 'plan-expected-collecting' : 'plan-expected-open'
}

export function expectedView(
  rehearsal: Rehearsal,
  stages: readonly StageNamed[],
  typed: { signatures: string; by: string },
  language: Language,
): ExpectedView {
  const { letter, supposed, standing, now, errors } = rehearsal
  const closed = letter.state === 'closed'
  const values = { count: supposed.signatures, from: standing, by: supposed.by }
  const events = eventsOf(rehearsal, stages)
  const faultAt = (field: string) => errors.find((each) => each.field === field)?.message
  return {
    supposed: closed ? say('plan-expected-closed') : say(supposition(letter), values),
    form: closed
      ? undefined
      : {
          signatures: typed.signatures === '' ? String(supposed.signatures) : typed.signatures,
          by: typed.by === '' ? dayOf(supposed.by) : typed.by,
          from: dayOf(now),
          end: letter.closesAt ? dayOf(letter.closesAt) : '',
        },
    errors,
    fault: { signatures: faultAt('signatures'), by: faultAt('by') },
    events: events.map(({ at, words }) => ({ at: at?.toISOString(), words })),
    drawing: new Handlebars.SafeString(
      timelineDrawing(
        now,
        events.flatMap(({ at, mark }) => (at && mark ? [{ at, ...mark }] : [])),
        language.locales,
      ),
    ),
  }
}

interface Event {
  at: Date | null
  words: Sentence[]
  mark: Omit<Mark, 'at'> | null
}

/** In the order of time. What has no date stands at the end. */
function eventsOf({ letter, expected, now }: Rehearsal, stages: readonly StageNamed[]): Event[] {
  const toCome = expected.filter(({ id }) => stages.some((stage) => stage.id === id && !stage.over))
  const own = toCome.flatMap((each) => {
    const stage = stages.find(({ id }) => id === each.id)
    return stage ? [stageEvent(each, stage, letter.state === 'closed' ? null : letter.closesAt)] : []
  })
  const ends: Event[] = [
    { at: letter.state === 'closed' ? null : letter.closesAt, words: [say('plan-expected-closes')], mark: endMark },
    { at: letter.purgesAt, words: [say('plan-expected-purge')], mark: null },
  ].filter(({ at }) => at !== null && at > now)
  const all = [...own, ...ends]
  return [
    ...all.filter(({ at }) => at !== null).toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0)),
    ...all.filter(({ at }) => at === null),
  ]
}

const endMark = { label: '', kind: 'end' as const }

function stageEvent(each: Expected, { number, kind, recipients }: StageNamed, closesAt: Date | null): Event {
  const { happensAt, startsAt, because, after } = each
  const heading = stageInWords(number, kind, recipients)
  if (!happensAt || because !== null)
    return {
      at: null,
      words: [heading, say('plan-expected-not', { because: because ?? 'owners', after })],
      mark: null,
    }
  const announced = startsAt && startsAt < happensAt ? [say('plan-expected-announced', { at: startsAt })] : []
  const late = closesAt && happensAt >= closesAt ? [say('plan-expected-after-close')] : []
  return {
    at: happensAt,
    words: [heading, ...announced, ...late],
    mark: { label: String(number), kind: 'stage' },
  }
}
