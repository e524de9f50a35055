import { dayOf } from '../common/day-rules.ts'
import type { Core } from '../core.ts'
import { letterDays } from './facts-rules.ts'
import { publicAnswers, publicRecipients, publicStages } from './facts-queries.ts'
import { daysSince } from './rules.ts'

type StageFacts = Awaited<ReturnType<typeof publicStages>>[number]
type RecipientFacts = Awaited<ReturnType<typeof publicRecipients>>[number]
type AnswerFacts = Awaited<ReturnType<typeof publicAnswers>>[number]

/** What everybody may know of a letter's delivery: the data of its page, and of the API. */
export interface DeliveryJson {
  events: DeliveryEvent[]
  recipients: RecipientJson[]
  answers: AnswerJson[]
  /** Null before the first copy was accepted, and once an answer has come that counts as one. */
  silence: { since: string; days: number } | null
}

export type EventKind = 'announced' | 'cancelled' | 'accepted' | 'refused' | 'unsure' | 'received' | 'answered'

export interface DeliveryEvent {
  kind: EventKind
  /** YYYY-MM-DD */
  on: string
  recipients: { name: string; office: string }[]
  /** Of an announcement: what is shown, and until when anybody can withdraw. */
  disclosure: 'count' | 'names' | null
  notice_until: string | null
  notice_runs: boolean
}

export interface RecipientJson {
  name: string
  office: string
  state: 'announced' | 'queued' | 'accepted' | 'refused' | 'unsure' | 'cancelled'
  accepted_on: string | null
  received_on: string | null
  answered_on: string | null
  days_without_answer: number | null
}

export interface AnswerJson {
  name: string | null
  office: string | null
  answered_on: string
  published_on: string
  counts_as_answer: boolean
  text: string
}

export interface DeliveryFacts {
  shown: DeliveryJson
  /** When the page says something else although nothing happens: another day of silence, the end of a notice. */
  changesAt: Date | null
}

/** @returns null where nothing has been announced and nothing published */
export async function deliveryFacts(
  { db, config }: Pick<Core, 'db' | 'config'>,
  letter: { id: string },
  now: Date,
): Promise<DeliveryFacts | null> {
  const [stages, recipients, answers] = await Promise.all([
    publicStages(db, letter.id),
    publicRecipients(db, letter.id),
    publicAnswers(db, letter.id),
  ])
  if (stages.length === 0 && answers.length === 0) return null
  const { day } = config.units
  const since = recipients.map(({ accepted_at }) => accepted_at).filter((at) => at !== null)
  const answered = answers.some(({ counts_as_answer }) => counts_as_answer)
  const { silence, changesAt } = letterDays(since, answered, now, day)
  const notices = stages.flatMap(({ notice_until, state }) =>
    state === 'announced' && notice_until ? [notice_until] : [],
  )
  const next = [changesAt, ...notices].filter((at): at is Date => at !== null && at > now)
  return {
    shown: {
      events: eventsOf(stages, recipients, answers, now),
      recipients: recipients.map((row) => recipientJson(row, answers, now, day)),
      answers: answers.flatMap(answerJson),
      silence,
    },
    changesAt: next.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
  }
}

function eventsOf(
  stages: readonly StageFacts[],
  recipients: readonly RecipientFacts[],
  answers: readonly AnswerFacts[],
  now: Date,
): DeliveryEvent[] {
  const dated = [
    ...stages.flatMap((stage) => stageEvents(stage, recipients, now)),
    ...recipients.flatMap(recipientEvents),
    ...answers.map((answer) => ({
      at: new Date(`${answer.answered_on}T23:59:59.999Z`),
      event: event('answered', answer.answered_on, answer.name === null ? [] : [person(answer)]),
    })),
  ]
  return together(dated.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map((each) => each.event))
}

/** What befell several recipients alike on one day is said once. */
function together(events: readonly DeliveryEvent[]): DeliveryEvent[] {
  const merged: DeliveryEvent[] = []
  for (const event of events) {
    const alike =
      event.kind === 'accepted' || event.kind === 'received'
        ? merged.find(({ kind, on }) => kind === event.kind && on === event.on)
        : undefined
    if (alike) alike.recipients = [...alike.recipients, ...event.recipients]
    else merged.push(event)
  }
  return merged
}

type Dated = { at: Date; event: DeliveryEvent }

function stageEvents(stage: StageFacts, recipients: readonly RecipientFacts[], now: Date): Dated[] {
  const { announced_at, cancelled_at, notice_until, state, disclosure } = stage
  const whom = recipients.filter(({ stage_id }) => stage_id === stage.id).map(person)
  const events: Dated[] = []
  if (announced_at)
    events.push({
      at: announced_at,
      event: {
        ...event('announced', dayOf(announced_at), whom),
        disclosure,
        notice_until: notice_until && notice_until > announced_at ? notice_until.toISOString() : null,
        notice_runs: state === 'announced' && notice_until !== null && notice_until > now,
      },
    })
  if (cancelled_at) {
    const without = recipients.filter((row) => row.stage_id === stage.id && (row.state ?? 'cancelled') === 'cancelled')
    events.push({ at: cancelled_at, event: event('cancelled', dayOf(cancelled_at), without.map(person)) })
  }
  // A mail server's refusal has no moment of its own that is kept: it stands with the decision to send.
  const tried = recipients.filter(({ stage_id }) => stage_id === stage.id)
  for (const kind of ['refused', 'unsure'] as const) {
    const whose = tried.filter((row) => row.state === kind).map(person)
    if (whose.length > 0 && stage.confirmed_at)
      events.push({ at: stage.confirmed_at, event: event(kind, dayOf(stage.confirmed_at), whose) })
  }
  return events
}

function recipientEvents(row: RecipientFacts): Dated[] {
  const { accepted_at, confirmed_at } = row
  return [
    ...(accepted_at ? [{ at: accepted_at, event: event('accepted', dayOf(accepted_at), [person(row)]) }] : []),
    ...(confirmed_at ? [{ at: confirmed_at, event: event('received', dayOf(confirmed_at), [person(row)]) }] : []),
  ]
}

function event(kind: EventKind, on: string, recipients: DeliveryEvent['recipients']): DeliveryEvent {
  return { kind, on, recipients, disclosure: null, notice_until: null, notice_runs: false }
}

function person({ name, office }: { name: string | null; office: string | null }): { name: string; office: string } {
  return { name: name ?? '', office: office ?? '' }
}

function recipientJson(row: RecipientFacts, answers: readonly AnswerFacts[], now: Date, day: number): RecipientJson {
  const own = answers.filter(({ recipient_id }) => recipient_id === row.recipient_id)
  const answer = own.find(({ counts_as_answer }) => counts_as_answer)
  const { accepted_at, confirmed_at } = row
  return {
    ...person(row),
    state: row.state === null ? 'announced' : row.state === 'handing-over' ? 'queued' : row.state,
    accepted_on: accepted_at && dayOf(accepted_at),
    received_on: confirmed_at && dayOf(confirmed_at),
    answered_on: answer?.answered_on ?? null,
    days_without_answer: accepted_at && !answer ? daysSince(accepted_at, now, day) : null,
  }
}

function answerJson({ text, published_at, ...answer }: AnswerFacts): AnswerJson[] {
  if (text === null || published_at === null) return []
  const { name, office, answered_on, counts_as_answer } = answer
  return [{ name, office, answered_on, counts_as_answer, published_on: dayOf(published_at), text }]
}
