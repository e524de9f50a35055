import { aloneHours } from '../organizers/rules.ts'
import { say, type Sentence } from '../refusal.ts'
import { noticeEnds, type Disclosure, type StageState } from './rules.ts'

export const stageKinds = ['mail', 'by-hand', 'public', 'call'] as const
export type StageKind = (typeof stageKinds)[number]

/** The acts on a stage that one owner asks for and a second owner has to agree to. */
export const askedActs = ['approve', 'start', 'hurry', 'stop', 'remove', 'change'] as const
export type AskedAct = (typeof askedActs)[number]

export const stopHours = 72
/**
 * In milliseconds. The plan is checked every minute, so a start that is later than this was missed because the server did not run.
 */
const lateAfter = 10 * 60_000

/** A stage that was neither announced nor carried out can still be changed, moved and removed. */
export function notStarted({ state, announced_at }: { state: StageState; announced_at: Date | null }): boolean {
  return state === 'planned' || (state === 'late' && announced_at === null)
}

/** A stage that shows more than a count is announced first, so that signatories can still withdraw. */
export function needsNotice(kind: StageKind, disclosure: Disclosure): boolean {
  return kind === 'public' || (kind !== 'call' && disclosure !== 'count')
}

/**
 * When a stage that is announced now can go. If one person runs the letter, `aloneHours` lie between that person's decision and the
 * delivery, in which it can be cancelled. Names have a notice of that length in any case.
 * @param decidedAt when the owners approved the stage, or announced it by hand
 * @param hour in milliseconds
 */
export function noticeEnd(
  { kind, disclosure }: { kind: StageKind; disclosure: Disclosure },
  { letter, alone, decidedAt }: { letter: { notice_hours: number }; alone: boolean; decidedAt: Date },
  now: Date,
  hour: number,
): Date {
  const least = alone && disclosure === 'names' ? aloneHours : 0
  const announced = noticeEnds(needsNotice(kind, disclosure) ? Math.max(letter.notice_hours, least) : 0, now, hour)
  const decided = alone ? noticeEnds(aloneHours, decidedAt, hour) : now
  return decided > announced ? decided : announced
}

/** The state of a condition now, from the database. */
export interface ConditionNow {
  holds: boolean
  /** When the passing of time makes the condition true. Null if time alone does not, or if the time is not known yet. */
  at: Date | null
}

type Decision = 'wait' | 'go' | { late: Date }

/**
 * Decides whether a stage with conditions starts now.
 * @param lookedAt time of the previous check; null if there was none
 */
export function mayStart(conditions: readonly ConditionNow[], lookedAt: Date | null, now: Date): Decision {
  if (conditions.length === 0 || conditions.some(({ holds }) => !holds)) return 'wait'
  const moments = conditions.flatMap(({ at }) => (at ? [at.getTime()] : []))
  return moments.length === 0 ? 'go' : inTime(new Date(Math.max(...moments)), lookedAt, now)
}

/**
 * A stage is late if no check ran when it was due. If one ran, another condition did not hold then, and the stage is in time now.
 * @param lookedAt time of the previous check; null if there was none
 */
export function inTime(moment: Date, lookedAt: Date | null, now: Date): 'go' | { late: Date } {
  if (now.getTime() - moment.getTime() <= lateAfter) return 'go'
  return lookedAt && lookedAt >= moment ? 'go' : { late: moment }
}

/** What a stage shows of the letter's settings, besides its text: whom to ask. */
export interface Shown {
  /** The press contact. Replies to a delivery go to it. */
  contact: string | null
  /** A second, independent place that can say whether the letter is real. */
  place: string | null
}

export function contactsShown(
  { kind }: { kind: StageKind },
  letter: { press_contact: string | null; second_place: string | null },
): Shown {
  return {
    contact: kind === 'mail' || kind === 'public' ? letter.press_contact : null,
    place: kind === 'mail' || kind === 'by-hand' ? letter.second_place : null,
  }
}

/** The parts of a stage that an editor can change alone: the addresses, as a keyed hash, and whom to ask. */
interface Reached {
  approved_addresses: Buffer | null
  approved_contact: string | null
  approved_place: string | null
}

/** Compares with the values that were stored at approval or announcement. Null if nothing has changed, or nothing was stored. */
export function changedSince(then: Reached, now: Reached): 'address' | 'contact' | null {
  if (!then.approved_addresses) return null
  if (now.approved_addresses && !then.approved_addresses.equals(now.approved_addresses)) return 'address'
  const same = then.approved_contact === now.approved_contact && then.approved_place === now.approved_place
  return same ? null : 'contact'
}

export interface Placed {
  id: string
  number: number
  kind: StageKind
  /** The stage to which no answer has come. */
  after: string | null
}

/** A stage may wait only for an earlier stage, so that no cycle can arise. Returns a message for the first fault. */
export function faultInOrder(stages: readonly Placed[]): Sentence | null {
  for (const stage of stages) {
    if (stage.after === null) continue
    if (stage.after === stage.id) return say('plan-order-itself')
    const other = stages.find(({ id }) => id === stage.after)
    if (!other) return say('plan-order-gone')
    const numbers = { stage: stage.number, other: other.number }
    if (other.number >= stage.number)
      return waitsFor(stages, other, stage.id) ? say('plan-order-circle', numbers) : say('plan-order-later', numbers)
    if (other.kind === 'public' || other.kind === 'call') return say('plan-order-nobody', { other: other.number })
  }
  return null
}

function waitsFor(stages: readonly Placed[], from: Placed, id: string): boolean {
  const seen = new Set<string>()
  let at: Placed | undefined = from
  while (at && !seen.has(at.id)) {
    const after: string | null = at.after
    if (after === id) return true
    seen.add(at.id)
    at = stages.find((each) => each.id === after)
  }
  return false
}

/** The published number of people who say that they have written to the recipients. */
export interface Written {
  /** Rounded down. 0 if fewer than `from`. */
  least: number
  from: number
}

/**
 * Rounds the count down to steps of the batch size, at least five, and shows nothing below two steps. Anybody can press the button
 * repeatedly and subtract their own presses from an exact count, which would reveal a single other person.
 */
export function writtenOf(counted: number, batchSize: number): Written {
  const step = Math.max(5, batchSize)
  const from = 2 * step
  return { least: counted < from ? 0 : Math.floor(counted / step) * step, from }
}

interface Undoable {
  id: string
  version: number
  /** True if it was approved or has started. */
  approved: boolean
  /** Id of the stage whose answer it waits for, or ''. */
  after: string
}

/** What a template added can be taken out as a whole while nobody has built on it. */
export function mayUndo(stages: readonly Undoable[], added: readonly string[]): boolean {
  const own = stages.filter(({ id }) => added.includes(id))
  const others = stages.filter(({ id }) => !added.includes(id))
  return (
    own.length > 0 &&
    own.length === new Set(added).size &&
    own.every(({ version, approved }) => version === 1 && !approved) &&
    !others.some(({ after }) => added.includes(after))
  )
}
