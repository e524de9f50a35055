import type { ActivityKind } from '../organizers/activity.ts'
import { Refusal, say, type Sentence } from '../refusal.ts'

/** The facts of an answer that a line or a heading contains. */
export interface AnswerValues {
  /** `nobody`: the recipient's name is gone. `another`: somebody answered for the recipient. */
  who: 'nobody' | 'another' | 'recipient'
  people: readonly { name: string; office: string }[]
  /** Empty unless somebody answered for the recipient. */
  by: string
  on: Date
}

interface Judged {
  /** True if it stops the count of days without an answer. */
  stopsDays: boolean
  /** True if the letter's page says that the answer came even before its text is published. */
  publicAtOnce: boolean
  /** The kind of its event in the timeline. */
  event: string
  tag: Sentence
  heading: (values: AnswerValues) => Sentence
  line: (values: AnswerValues) => Sentence
  /** Follows the line and the published answer. */
  note: Sentence | null
}

interface Given extends Judged {
  activity: ActivityKind
  button: Sentence
}

/** The verdicts that owners can give on an answer. The database and the schema of the public API contain the keys. */
const verdicts = {
  answers: {
    stopsDays: true,
    publicAtOnce: true,
    event: 'answered',
    activity: 'answer-counts',
    tag: say('verdict-answers-tag'),
    button: say('verdict-answers-button'),
    heading: (values) => say('verdict-answers-heading', values),
    line: (values) => say('verdict-answers-line', values),
    note: null,
  },
  'no-answer': {
    stopsDays: false,
    publicAtOnce: false,
    event: 'acknowledged',
    activity: 'answer-does-not-count',
    tag: say('verdict-no-answer-tag'),
    button: say('verdict-no-answer-button'),
    heading: (values) => say('verdict-no-answer-heading', values),
    line: (values) => say('verdict-no-answer-line', values),
    note: say('verdict-no-answer-note'),
  },
} as const satisfies Record<string, Given>

export type Verdict = keyof typeof verdicts
export const allVerdicts = Object.keys(verdicts) as Verdict[]

export type AnswerEvent = (typeof verdicts)[Verdict]['event']

const notYet = {
  ...verdicts['no-answer'],
  tag: say('verdict-not-yet-tag'),
  note: say('verdict-not-yet-note'),
} satisfies Judged

/** @param verdict null if the owners have not judged the answer yet */
export function judgedAs(verdict: Verdict | null): Judged & { event: AnswerEvent } {
  return verdict === null ? notYet : verdicts[verdict]
}

export function givenAs(verdict: Verdict): Given {
  return verdicts[verdict]
}

export function isAnswerEvent(kind: string): kind is AnswerEvent {
  return answerEvents.some((each) => each === kind)
}

export const answerEvents: readonly AnswerEvent[] = [...new Set(allVerdicts.map((each) => verdicts[each].event))]
export const stoppingVerdicts = allVerdicts.filter((each) => verdicts[each].stopsDays)
export const publicVerdicts = allVerdicts.filter((each) => verdicts[each].publicAtOnce)

/** @throws Refusal if this is no verdict */
export function checkVerdict(chosen: string): Verdict {
  const verdict = allVerdicts.find((each) => each === chosen)
  if (!verdict) throw new Refusal('invalid', 'verdict-unknown', say('refusal-verdict-unknown'), 'verdict')
  return verdict
}
