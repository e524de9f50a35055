import { dayOf } from '../common/day-rules.ts'
import type { FieldMessage } from '../refusal.ts'

export type Disclosure = 'count' | 'names'
export type StageState = 'draft' | 'announced' | 'sending' | 'done' | 'cancelled'
export type DeliveryState = 'queued' | 'handing-over' | 'accepted' | 'refused' | 'unsure' | 'cancelled'

export const longestNote = 10_000
export const longestAnswer = 20_000
export const answerMinutes = 15
export const codesPerHour = 5
export const bytesKeptForDays = 14
/**
 * How many copies are handed over at once. A process that is killed leaves no more than these `unsure`: so few where every
 * recipient counts, and ten where it is a fiftieth of them all.
 */
export function copiesAbreast(due: number): number {
  return Math.min(10, Math.max(4, Math.ceil(due / 50)))
}

/** A larger PDF stays at home: many mail servers refuse it, and with it the letter. */
export const largestAttachment = 20_000_000

const hour = 3_600_000
export const triedForHours = 48
const pauses = [1, 5, 15, 30, 60, 120, 240]

/** When a passing failure is tried again; null where it has been tried for long enough. */
export function nextTry(tries: number, firstTriedAt: Date, now: Date): Date | null {
  const minutes = pauses[Math.min(tries, pauses.length) - 1] ?? 1
  const next = new Date(now.getTime() + minutes * 60_000)
  return next.getTime() - firstTriedAt.getTime() > triedForHours * hour ? null : next
}

/** Names go out only after a notice; a count tells nothing that the page does not. `hourLength` in milliseconds. */
export function noticeEnds(disclosure: Disclosure, noticeHours: number, now: Date, hourLength: number): Date {
  return disclosure === 'names' ? new Date(now.getTime() + noticeHours * hourLength) : now
}

export interface Sendable {
  state: StageState
  notice_until: Date | null
}

export function maySend({ state, notice_until }: Sendable, now: Date): 'yes' | 'not-announced' | 'notice' | 'over' {
  if (state === 'draft') return 'not-announced'
  if (state !== 'announced') return 'over'
  return notice_until && notice_until > now ? 'notice' : 'yes'
}

/** Whole days; `day` is their length in milliseconds. */
export function daysSince(since: Date, now: Date, day: number): number {
  return Math.max(0, Math.floor((now.getTime() - since.getTime()) / day))
}

/** What may be sent once more by an organizer, under the same Message-ID. */
export function maySendAgain(state: DeliveryState): boolean {
  return state === 'unsure' || state === 'refused'
}

// eslint-disable-next-line no-control-regex -- what no keyboard types and no reader sees
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g

export function tidyText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(controls, '').trim()
}

export function checkNote(text: string): { note: string } | FieldMessage {
  const note = tidyText(text)
  if (note.length <= longestNote) return { note }
  return { field: 'note', message: 'The covering note is too long. Shorten it to 10,000 characters.' }
}

export function checkAnswer(text: string): { text: string } | FieldMessage {
  const answer = tidyText(text)
  if (answer === '') return { field: 'text', message: 'Type the answer.' }
  if (answer.length <= longestAnswer) return { text: answer }
  return { field: 'text', message: 'The answer is too long. Shorten it to 20,000 characters.' }
}

/** A day on which an answer can have come: not in the future, and one that the calendar has. */
export function checkAnswerDay(typed: string, now: Date): { day: string } | FieldMessage {
  const field = 'answered_on'
  const day = typed.trim()
  const read = new Date(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(read.getTime()) || dayOf(read) !== day || day < '2000')
    return { field, message: 'Give the day as year, month and day, like 2026-03-02.' }
  if (day > dayOf(now)) return { field, message: 'That day is still to come. Give the day on which the answer came.' }
  return { day }
}
