import { say, type Sentence } from '../../refusal.ts'
import { isAnswerEvent, judgedAs, type AnswerEvent, type AnswerValues } from '../verdicts.ts'
import type { FromMailFile } from '../mail-signature.ts'
import type { AnswerJson, DeliveryJson, RecipientJson } from './schemas.ts'
import type { Silence } from './silence.ts'
import type { EventKind } from './timeline-events.ts'

type EventJson = DeliveryJson['events'][number]

/** Data of templates/delivery/timeline/_timeline.hbs. */
export interface TimelineView {
  silence: Sentence | undefined
  /** Where each recipient's copy stands: announced, delivered, answered, or days without an answer. */
  recipients: Sentence[]
  /** All entries, from the first announcement on. */
  events: {
    /** Names the event among those of its day. */
    id: string
    on: string
    /** False while a notice runs. */
    happened: boolean
    line: Sentence
    photo: { path: string; width: number; height: number; alt: Sentence } | undefined
  }[]
  answers: AnswerView[]
}

/** Data of templates/delivery/timeline/_answer.hbs. */
export interface AnswerView {
  id: string
  heading: Sentence
  answered_on: string
  text: string
  way: AnswerJson['way']
  pdf: boolean
  pdfWithheld: boolean
  came: Sentence
}

export function timelineInWords({ silence, recipients, events, answers }: DeliveryJson): TimelineView {
  return {
    silence: silence
      ? [say('timeline-silence', { days: silence.days, since: new Date(silence.since) }), ...askedInWords(silence)]
      : undefined,
    recipients: recipients.map((each) => withNote(recipientInWords(each), timeInWords(each))),
    events: events.map((event, index) => ({
      id: idOf(events, index),
      on: event.on,
      happened: !event.notice_runs,
      line: lineOf(event),
      photo: event.photo ? { ...event.photo, alt: say('timeline-photo-alt', { on: new Date(event.on) }) } : undefined,
    })),
    answers: answers.map(answerInWords),
  }
}

/** The same every day: later events of a day do not change the ids of those before them. */
function idOf(events: readonly EventJson[], index: number): string {
  const { kind, on, stage } = events[index] ?? { kind: '', on: '', stage: null }
  const same = events.slice(0, index).filter((each) => each.kind === kind && each.on === on && each.stage === stage)
  return [
    kind,
    ...(stage === null ? [] : [stage]),
    ...(same.length === 0 ? [] : [`no-${String(same.length + 1)}`]),
  ].join('-')
}

/** One recipient's part of the log in one line. */
function recipientInWords(recipient: RecipientJson): Sentence {
  const { name, office, state, answered_on, days_without_answer } = recipient
  const people = [{ name, office }]
  const came = recipient.accepted_on ?? recipient.received_on
  const days = days_without_answer ?? 0
  if (answered_on !== null) {
    const answered = new Date(answered_on)
    if (days_without_answer !== null)
      return [say('timeline-stands-answered-before', { people, answered, days }), ...askedInWords(recipient)]
    return came === null
      ? say('timeline-stands-answered-alone', { people, answered })
      : say('timeline-stands-answered', { people, answered, delivered: new Date(came) })
  }
  return came === null
    ? say('timeline-stands-not-there', { people, state })
    : [
        say('timeline-stands-silent', { people, delivered: new Date(came), days }),
        ...receivedInWords(recipient),
        ...askedInWords(recipient),
      ]
}

/** A receipt is no answer, so it stands beside the days. */
function receivedInWords({ received_on }: RecipientJson): Sentence[] {
  return received_on === null ? [] : [say('timeline-stands-received', { received: new Date(received_on) })]
}

/** Until when an answer was asked for. */
export function askedInWords({
  answer_by,
  days_overdue: days,
}: Pick<Silence, 'answer_by' | 'days_overdue'>): Sentence[] {
  if (answer_by === null) return []
  const by = new Date(answer_by)
  return [days > 0 ? say('timeline-asked-past', { by, days }) : say('timeline-asked', { by })]
}

/** That a date which was asked for has passed is for readers to see. */
function timeInWords({ asked_until }: RecipientJson): Sentence | null {
  return asked_until === null ? null : say('timeline-stands-asked', { until: new Date(asked_until) })
}

interface EventValues extends AnswerValues {
  stage: string
  days: number
  written: number
}

type Line = (values: EventValues, event: EventJson) => Sentence

/** The lines of all events but answers. An answer's line depends on its verdict. */
const lines: Record<Exclude<EventKind, AnswerEvent>, Line> = {
  announced,
  cancelled: (values) => say('timeline-cancelled', values),
  escalated: (values) => say('timeline-escalated', values),
  accepted: (values) => say('timeline-accepted', values),
  'handed-over': (values) => say('timeline-handed-over', values),
  refused: (values) => say('timeline-refused', values),
  unsure: (values) => say('timeline-unsure', values),
  returned: (values) => say('timeline-returned', values),
  received: (values) => say('timeline-received', values),
  'asked-for-time': (values, { until }) => say('timeline-asked-for-time', { ...values, until: new Date(until ?? '') }),
  public: () => say('timeline-public'),
  call: (values) => say('timeline-call', values),
  silence: (values) => say('timeline-no-answer', values),
}

function lineOf(event: EventJson): Sentence {
  const values = valuesOf(event)
  const { kind, verdict } = event
  if (!isAnswerEvent(kind)) return lines[kind](values, event)
  const { line, note } = judgedAs(verdict)
  return withNote(line(values), note)
}

function announced(values: EventValues, { disclosure, notice_until, notice_runs, recipients }: EventJson): Sentence {
  const shows = disclosure !== null && recipients.length > 0
  return [
    say('timeline-announced', values),
    ...(shows ? [say('timeline-announced-shows', { disclosure })] : []),
    ...(notice_until !== null && notice_runs ? [say('timeline-announced-notice', { at: new Date(notice_until) })] : []),
  ]
}

function valuesOf(event: EventJson): EventValues {
  return {
    ...answererOf(event.recipients, event.by),
    on: new Date(event.on),
    stage: event.stage_kind ?? '',
    days: event.days ?? 0,
    written: event.say_written ?? 0,
  }
}

function answererOf(people: AnswerValues['people'], by: string | null): Omit<AnswerValues, 'on'> {
  if (people.length === 0) return { who: 'nobody', people, by: '' }
  return by === null ? { who: 'recipient', people, by: '' } : { who: 'another', people, by }
}

/** A published answer as the letter's page shows it. */
export function answerInWords(answer: AnswerJson): AnswerView {
  const { id, name, office, by, way, answered_on, text } = answer
  const { heading, note } = judgedAs(answer.verdict)
  const people = name === null ? [] : [{ name, office: office ?? '' }]
  const came = cameInWords(answer, new Date(answer.published_on))
  return {
    ...{ id, answered_on, text, way },
    heading: heading({ ...answererOf(people, by), on: new Date(answered_on) }),
    pdf: answer.pdf !== null,
    pdfWithheld: answer.pdf_withheld,
    came: withNote(came, note),
  }
}

/** How an answer came, and what the signature of its mail says. */
function cameInWords({ way, mail }: Pick<AnswerJson, 'way' | 'mail'>, published: Date): Sentence {
  if (!mail) return say('timeline-answer-came', { way, published })
  return [say('timeline-answer-from-file', { edited: mail.edited ? 'yes' : 'no', published }), signatureInWords(mail)]
}

/** What the signature of a mail file says. */
export function signatureInWords({ signature, domain, checked_on }: FromMailFile): Sentence {
  return say('timeline-answer-signature', { state: signature, domain: domain ?? '', checked: new Date(checked_on) })
}

function withNote(sentence: Sentence, note: Sentence | null): Sentence {
  return note === null ? sentence : [sentence, note]
}
