import { dayOf } from '../../letter/days.ts'
import { writtenOf, type StageKind } from '../stage.ts'
import type { DeliveryState, Disclosure, StageState } from '../rules.ts'
import type { StoredSignature } from '../mail-signature.ts'
import { answerEvents, judgedAs, type Verdict } from '../verdicts.ts'
import type { Silence } from './silence.ts'

/** The public facts of a stage. */
export interface StageFacts {
  id: string
  number: number
  kind: StageKind
  state: StageState
  disclosure: Disclosure
  announced_at: Date | null
  notice_until: Date | null
  confirmed_at: Date | null
  cancelled_at: Date | null
  /** Days of silence, if the stage has that condition. */
  days: number | null
  /** In pixels. Size of the photo of a delivery by hand. */
  photo_width: number | null
  photo_height: number | null
  /** For a call: the exact number of people who say that they have written. Publish it only through `writtenOf`. */
  written: number | null
}

/** A recipient's part in one stage. */
export interface RecipientFacts {
  stage_id: string
  number: number
  kind: StageKind
  recipient_id: string
  name: string
  office: string
  /** Null until the stage is carried out. */
  state: DeliveryState | null
  accepted_at: Date | null
  last_tried_at: Date | null
  /** When the recipient confirmed the receipt. */
  confirmed_at: Date | null
  /** YYYY-MM-DD, the day on which a mail server reported that the copy could not be delivered. */
  returned_on: string | null
  /** False if the copy was sent again after it had come back. */
  returned_last: boolean
  /** YYYY-MM-DD: until when the copy asks for an answer. */
  answer_by: string | null
}

export interface AnswerFacts extends StoredSignature {
  id: string
  /**
   * `page`: sent with a code to the recipient's own address. `delegate`: with a code to that of somebody whom the recipient chose.
   * Organizers recorded the others.
   */
  way: 'page' | 'delegate' | 'mail' | 'other'
  recipient_id: string | null
  name: string | null
  office: string | null
  text: string | null
  answered_by: string | null
  answered_on: string
  published_at: Date | null
  /** Null if the owners have not judged it yet. */
  verdict: Verdict | null
  pdf_bytes: number | null
  pdf_hash: Buffer | null
  pdf_published_at: Date | null
}

/** A recipient asked for time. */
export interface TimeFacts {
  recipient_id: string
  name: string
  office: string
  /** The number of the stage. */
  stage: number
  /** YYYY-MM-DD */
  asked_on: string
  until: string
}

export const eventKinds = [
  'announced',
  'cancelled',
  'escalated',
  'accepted',
  'handed-over',
  'refused',
  'unsure',
  'returned',
  'received',
  ...answerEvents,
  'asked-for-time',
  'public',
  'call',
  'silence',
] as const
export type EventKind = (typeof eventKinds)[number]

export interface Person {
  name: string
  office: string
}

/** An event of a letter. It has a day but no time of day. */
export interface DeliveryEvent {
  kind: EventKind
  /** YYYY-MM-DD */
  on: string
  /** The number of the stage that it belongs to. */
  stage: number | null
  /** In a stable order, which does not reveal who was first. */
  recipients: Person[]
  /** For an announcement: the kind of stage, what it shows, and the end of the notice, until which anybody can withdraw. */
  stage_kind: StageKind | null
  disclosure: Disclosure | null
  notice_until: string | null
  notice_runs: boolean
  /** For an escalation and for silence: the number of days. */
  days: number | null
  /** For an answer: the person who answered for the recipient. */
  by: string | null
  /** For an answer: what the owners say of it. Null if they have not judged it yet. */
  verdict: Verdict | null
  /** For a request for time: the day until which the recipients expect to answer, YYYY-MM-DD. */
  until: string | null
  /** For a delivery by hand: the organizers' photo, if there is one. */
  photo: Photo | null
  /** For a call: how many people say that they have written, rounded down. 0 if they are too few to show. */
  say_written: number | null
}

export interface Photo {
  path: string
  width: number
  height: number
}

interface Dated {
  at: Date
  event: DeliveryEvent
}

export interface TimelineFacts {
  stages: readonly StageFacts[]
  recipients: readonly RecipientFacts[]
  answers: readonly AnswerFacts[]
  times: readonly TimeFacts[]
  silence: Silence | null
  /** Path of the letter's page. Its photos are below this path. */
  path: string
  batchSize: number
}

/** The events of a letter's delivery, from the first announcement to today's silence. */
export function timelineOf(facts: TimelineFacts, now: Date): DeliveryEvent[] {
  const { stages, recipients, answers, times, silence } = facts
  const dated = [
    ...stages.flatMap((stage) => stageEvents(stage, whomOf(stage, recipients), facts, now)),
    ...timeEvents(times),
    ...answers.map(answerEvent),
  ]
  const events = dated.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map((each) => each.event)
  return silence ? [...events, event('silence', dayOf(now), { days: silence.days })] : events
}

function whomOf(stage: StageFacts, recipients: readonly RecipientFacts[]): RecipientFacts[] {
  return recipients.filter(({ stage_id }) => stage_id === stage.id)
}

type Around = Pick<TimelineFacts, 'path' | 'batchSize'>

function stageEvents(stage: StageFacts, whom: readonly RecipientFacts[], around: Around, now: Date): Dated[] {
  return [
    ...announcement(stage, whom, now),
    ...start(stage, whom, around),
    ...cancellation(stage, whom),
    ...copyEvents(stage, whom, around),
  ]
}

function announcement(stage: StageFacts, whom: readonly RecipientFacts[], now: Date): Dated[] {
  const { number, kind, announced_at: at, notice_until, state, disclosure } = stage
  if (!at) return []
  const announced = event('announced', dayOf(at), {
    stage: number,
    recipients: whom.map(person),
    stage_kind: kind,
    disclosure: kind === 'mail' || kind === 'by-hand' ? disclosure : null,
    notice_until: notice_until && notice_until > at ? toTheMinute(notice_until) : null,
    notice_runs: state === 'announced' && notice_until !== null && notice_until > now,
  })
  return [{ at, event: announced }]
}

/** The events of a stage's start: the escalation after silence, going public, or the call to write. */
function start(stage: StageFacts, whom: readonly RecipientFacts[], { batchSize }: Around): Dated[] {
  const { number, kind, days, written, confirmed_at: at } = stage
  if (!at) return []
  const events: Dated[] = []
  if (days !== null) {
    const escalated = { stage: number, recipients: whom.map(person), stage_kind: kind, days }
    events.push({ at, event: event('escalated', dayOf(at), escalated) })
  }
  if (kind === 'public') events.push({ at, event: event(kind, dayOf(at), { stage: number }) })
  if (kind === 'call') {
    const { least } = writtenOf(written ?? 0, batchSize)
    events.push({ at, event: event(kind, dayOf(at), { stage: number, say_written: least }) })
  }
  return events
}

function cancellation({ number, kind, cancelled_at: at }: StageFacts, whom: readonly RecipientFacts[]): Dated[] {
  if (!at) return []
  const copies = kind === 'call' ? [] : whom
  const without = copies.filter(({ state }) => [null, 'cancelled', 'not-made'].includes(state)).map(person)
  return [{ at, event: event('cancelled', dayOf(at), { stage: number, stage_kind: kind, recipients: without }) }]
}

/** Merges equal events of several copies of a stage on one day into one event. */
function copyEvents(stage: StageFacts, whom: readonly RecipientFacts[], { path }: Around): Dated[] {
  const groups = new Map<string, { dated: Dated; who: RecipientFacts[] }>()
  for (const row of whom)
    for (const { kind, at } of happenedTo(row, stage)) {
      const key = `${kind} ${dayOf(at)}`
      const group = groups.get(key)
      if (group) group.who.push(row)
      else {
        const photo = kind === 'handed-over' ? photoOf(stage, path) : null
        groups.set(key, { dated: { at, event: event(kind, dayOf(at), { stage: stage.number, photo }) }, who: [row] })
      }
    }
  return [...groups.values()].map(({ dated, who }) => ({
    at: dated.at,
    event: { ...dated.event, recipients: who.map(person) },
  }))
}

function photoOf({ id, photo_width: width, photo_height: height }: StageFacts, path: string): Photo | null {
  return width && height ? { path: `${path}/stages/${id}/photo.jpg`, width, height } : null
}

function happenedTo(row: RecipientFacts, { kind }: StageFacts): { kind: EventKind; at: Date }[] {
  const { state, accepted_at, last_tried_at, confirmed_at, returned_on } = row
  const came = state === 'accepted' ? accepted_at : null
  const all: [EventKind, Date | null][] = [
    kind === 'by-hand' ? ['handed-over', came && endOf(dayOf(came))] : ['accepted', came],
    // An event without a date of its own gets the day of the last attempt.
    ['refused', state === 'refused' ? last_tried_at : null],
    ['unsure', state === 'unsure' ? last_tried_at : null],
    ['returned', returned_on === null ? null : returnedAt(row, returned_on)],
    ['received', confirmed_at],
  ]
  return all.flatMap(([what, at]) => (at ? [{ kind: what, at }] : []))
}

/** Sorts a return after the other events of its day, but before the acceptance of the copy that was sent again. */
function returnedAt({ state, accepted_at, returned_last }: RecipientFacts, day: string): Date {
  const end = endOf(day)
  const again = state === 'accepted' && !returned_last ? accepted_at : null
  return again && again <= end ? new Date(again.getTime() - 1) : end
}

/**
 * When a copy reached its recipient: when the mail server accepted it or it was handed over. Otherwise when the receipt was
 * confirmed on the private page. Null if the copy did not arrive, or came back.
 */
export function reachedAt({
  state,
  accepted_at,
  confirmed_at,
}: Pick<RecipientFacts, 'state' | 'accepted_at' | 'confirmed_at'>): Date | null {
  return state === 'accepted' ? accepted_at : confirmed_at
}

function answerEvent(answer: AnswerFacts): Dated {
  const { answered_on, answered_by: by, verdict } = answer
  const recipients = answer.name === null ? [] : [person(answer)]
  return {
    at: endOf(answered_on),
    event: event(judgedAs(verdict).event, answered_on, { recipients, by, verdict }),
  }
}

/** Merges requests of several recipients on one day until the same day. */
function timeEvents(times: readonly TimeFacts[]): Dated[] {
  const groups = new Map<string, DeliveryEvent>()
  for (const time of times) {
    const { stage, asked_on, until } = time
    const key = `${String(stage)} ${asked_on} ${until}`
    const group = groups.get(key) ?? event('asked-for-time', asked_on, { stage, until })
    groups.set(key, { ...group, recipients: [...group.recipients, person(time)] })
  }
  return [...groups.values()].map((each) => ({ at: endOf(each.on), event: each }))
}

/** Sorts an event of which only the day is known after the other events of that day. */
export function endOf(day: string): Date {
  return new Date(`${day}T23:59:59.999Z`)
}

/** Rounds up to the minute, to hide the second at which an organizer pressed the button. */
function toTheMinute(at: Date): string {
  return new Date(Math.ceil(at.getTime() / 60_000) * 60_000).toISOString()
}

function event(kind: EventKind, on: string, more: Partial<DeliveryEvent>): DeliveryEvent {
  return {
    kind,
    on,
    stage: null,
    recipients: [],
    stage_kind: null,
    disclosure: null,
    notice_until: null,
    notice_runs: false,
    days: null,
    by: null,
    verdict: null,
    until: null,
    photo: null,
    say_written: null,
    ...more,
  }
}

export function person({ name, office }: { name: string | null; office: string | null }): Person {
  return { name: name ?? '', office: office ?? '' }
}
