import { dayOf } from '../../letter/day-rules.ts'
import { writtenOf, type StageKind } from '../stage-rules.ts'
import type { DeliveryState, Disclosure, StageState } from '../rules.ts'
import type { Silence } from './silence-rules.ts'

/** What everybody may know of a stage. */
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
  /** Of silence, where that started it. */
  days: number | null
  /** In pixels, of a photo of what was handed over. */
  photo_width: number | null
  photo_height: number | null
  /** Of a call: how many say that they have written, as counted so far. */
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
  /** Null as long as the stage has not been carried out. */
  state: DeliveryState | null
  accepted_at: Date | null
  last_tried_at: Date | null
  /** When its receipt was. */
  confirmed_at: Date | null
  /** YYYY-MM-DD: a mail server reported that it could not be delivered. */
  returned_on: string | null
}

export interface AnswerFacts {
  id: string
  /** `page`: proved by a code to the recipient's own address. The others were recorded by organizers. */
  way: 'page' | 'mail' | 'other'
  recipient_id: string | null
  name: string | null
  office: string | null
  text: string | null
  answered_by: string | null
  answered_on: string
  published_at: Date | null
  counts_as_answer: boolean
  pdf_bytes: number | null
  pdf_hash: Buffer | null
  pdf_published_at: Date | null
}

export type EventKind =
  | 'announced'
  | 'cancelled'
  | 'escalated'
  | 'accepted'
  | 'handed-over'
  | 'refused'
  | 'unsure'
  | 'returned'
  | 'received'
  | 'acknowledged'
  | 'answered'
  | 'public'
  | 'call'
  | 'silence'

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
  /** Always in the same order, whoever was first. */
  recipients: Person[]
  /** Of an announcement: what kind of stage it is, what is shown, and until when anybody can withdraw. */
  stage_kind: StageKind | null
  disclosure: Disclosure | null
  notice_until: string | null
  notice_runs: boolean
  /** Of an escalation and of silence: after how many days. */
  days: number | null
  /** Of an answer: whoever answered for its recipient. */
  by: string | null
  /** Of what was handed over, if the organizers give one. */
  photo: Photo | null
  /** Of a call: how many say that they have written themselves, rounded down; 0 where they are too few to be told. */
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
  silence: Silence | null
  /** Where its page is, and its photos below. */
  path: string
  batchSize: number
}

/** What has become of a letter, from the first announcement to the silence of today. */
export function timelineOf(facts: TimelineFacts, now: Date): DeliveryEvent[] {
  const { stages, recipients, answers, silence } = facts
  const dated = [
    ...stages.flatMap((stage) => stageEvents(stage, whomOf(stage, recipients), facts, now)),
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

/** That silence carried a stage on, and that the letter went public or those who signed were called on. */
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
    // What the mail server said, or did not, stands on the day on which it was last asked.
    ['refused', state === 'refused' ? last_tried_at : null],
    ['unsure', state === 'unsure' ? last_tried_at : null],
    ['returned', returned_on === null ? null : endOf(returned_on)],
    ['received', confirmed_at],
  ]
  return all.flatMap(([what, at]) => (at ? [{ kind: what, at }] : []))
}

/**
 * When a copy came to its recipient: taken by the mail server, handed over, or, where neither is certain, confirmed on its page. Null
 * where it did not, or came back.
 */
export function reachedAt({ state, accepted_at, confirmed_at }: RecipientFacts): Date | null {
  return state === 'accepted' ? accepted_at : confirmed_at
}

function answerEvent(answer: AnswerFacts): Dated {
  const kind = answer.counts_as_answer ? 'answered' : 'acknowledged'
  const recipients = answer.name === null ? [] : [person(answer)]
  return {
    at: endOf(answer.answered_on),
    event: event(kind, answer.answered_on, { recipients, by: answer.answered_by }),
  }
}

/** Sorts an event of which only the day is known after the other events of that day. */
function endOf(day: string): Date {
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
    photo: null,
    say_written: null,
    ...more,
  }
}

export function person({ name, office }: { name: string | null; office: string | null }): Person {
  return { name: name ?? '', office: office ?? '' }
}
