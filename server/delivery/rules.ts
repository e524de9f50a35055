import { dayOf, isDay } from '../letter/days.ts'
import { faultInMarkdown } from '../text/markdown.ts'
import { faultInTyped, tidyText } from '../text/typed-text.ts'
import { holdsWebAddress } from '../text/web-address.ts'
import { say, type FieldMessage, type Sentence } from '../refusal.ts'

/** A copy shows the count, the counts by employer, or the names that the recipient may see. Listed from the least to the most. */
export const disclosures = ['count', 'employers', 'names'] as const
export type Disclosure = (typeof disclosures)[number]
export type StageState = 'planned' | 'announced' | 'late' | 'sending' | 'stopped' | 'done' | 'cancelled'
export const deliveryStates = [
  'queued',
  'printed',
  'handing-over',
  'accepted',
  'refused',
  'not-made',
  'unsure',
  'cancelled',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** The kinds of mail to a return address that are kept for the organizers. */
export const keptKinds = ['reply', 'auto-reply', 'complaint', 'unread'] as const
export type KeptKind = (typeof keptKinds)[number]

export const longestNote = 10_000
export const longestAnswer = 20_000
export const longestAnsweredBy = 200
/** How often a recipient can ask for time about one copy. Each time is an event of the public timeline. */
export const mostTimeRequests = 10
export const largestAnswerPdf = 5_000_000
/** The number of PDFs on a recipient's page that may wait for their codes at the same time. Each is deleted after an hour. */
export const mostUploads = 5
export const bytesKeptForDays = 14
/**
 * How many copies are sent at the same time: one in fifty, but at least 4 and at most 10. A killed process leaves all copies
 * that it was sending `unsure`, so the number stays small.
 */
export function copiesAbreast(due: number): number {
  return Math.min(10, Math.max(4, Math.ceil(due / 50)))
}

const hour = 3_600_000
export const triedForHours = 48
const pauses = [1, 5, 15, 30, 60, 120, 240]

/** The time of the next retry after a temporary failure, or null if retries have lasted `triedForHours`. */
export function nextTry(tries: number, firstTriedAt: Date, now: Date): Date | null {
  const minutes = pauses[Math.min(tries, pauses.length) - 1] ?? 1
  const next = new Date(now.getTime() + minutes * 60_000)
  return next.getTime() - firstTriedAt.getTime() > triedForHours * hour ? null : next
}

/** When a notice that begins now ends. `hourLength` in milliseconds. */
export function noticeEnds(noticeHours: number, now: Date, hourLength: number): Date {
  return new Date(now.getTime() + noticeHours * hourLength)
}

export interface Sendable {
  state: StageState
  announced_at: Date | null
  notice_until: Date | null
}

/** A late stage that was announced has already had its notice, so only an owner's confirmation is missing. */
export function maySend(
  { state, announced_at, notice_until }: Sendable,
  now: Date,
): 'yes' | 'not-announced' | 'notice' | 'stopped' | 'over' {
  if (state === 'planned' || (state === 'late' && announced_at === null)) return 'not-announced'
  if (state === 'stopped') return 'stopped'
  if (state !== 'announced' && state !== 'late') return 'over'
  return notice_until && notice_until > now ? 'notice' : 'yes'
}

/** How long recipients have to confirm a receipt before organizers are told. In days. */
const receiptDays = 3

/** Copies that were accepted by this time should have been confirmed. `day` is the length of a day in milliseconds. */
export function receiptsDueBefore(now: Date, day: number): Date {
  return new Date(now.getTime() - receiptDays * day)
}

/** Calendar days in UTC, like all dates shown. `day` is the length of a day in milliseconds; rehearsals shorten it. */
export function daysSince(since: Date, now: Date, day: number): number {
  return Math.max(0, Math.floor(now.getTime() / day) - Math.floor(since.getTime() / day))
}

/** Says whether a letter can be delivered now, and why not. */
export function mayDeliver({
  state,
  collecting,
}: {
  state: string
  collecting: boolean
}): 'yes' | 'draft' | 'purged' | 'collecting' {
  if (state === 'draft' || state === 'purged') return state
  return collecting ? 'collecting' : 'yes'
}

/**
 * Returns true if an organizer may have the copy made or sent again. It keeps its Message-ID, so that mail programs recognize it.
 */
export function maySendAgain(state: DeliveryState): boolean {
  return state === 'unsure' || state === 'refused' || state === 'not-made'
}

export function checkNote(text: string): { note: string } | FieldMessage {
  const note = tidyText(text)
  const message: Sentence | null =
    note.length > longestNote ? say('plan-note-too-long', { most: longestNote }) : faultInMarkdown(note)
  return message === null ? { note } : { field: 'note', message }
}

/** The text may be empty if a PDF comes with the answer. */
export function checkAnswer(text: string, pdf: 'with-pdf' | 'alone' = 'alone'): { text: string } | FieldMessage {
  const answer = tidyText(text)
  if (answer === '' && pdf === 'alone') return { field: 'text', message: say('responses-text-missing') }
  const message: Sentence | null =
    answer.length > longestAnswer
      ? say('responses-text-too-long', { most: longestAnswer })
      : faultInTyped(answer, 'many')
  return message === null ? { text: answer } : { field: 'text', message }
}

/** Checks the name of the person who answers for a recipient. The name is optional: '' if none was typed. */
export function checkAnsweredBy(typed: string): { by: string } | FieldMessage {
  const by = typed.replace(/[^\P{C}\0\p{Cs}]+|\s+/gu, ' ').trim()
  const message: Sentence | null =
    by.length > longestAnsweredBy ? say('responses-by-too-long', { most: longestAnsweredBy }) : faultInTyped(by, 'one')
  if (message === null && holdsWebAddress(by, 'label')) return { field: 'by', message: say('responses-by-link') }
  return message === null ? { by } : { field: 'by', message }
}

const pdfBegins = /^%PDF-[12]\.\d/

/** Checks the size and the first bytes only. The server never parses the PDF, because it is untrusted. */
export function checkAnswerPdf(file: Buffer | 'too-large' | null): { pdf: Buffer | null } | FieldMessage {
  const field = 'pdf'
  if (file === null) return { pdf: null }
  if (file === 'too-large' || file.length > largestAnswerPdf)
    return { field, message: say('responses-pdf-too-large', { megabytes: largestAnswerPdf / 1_000_000 }) }
  if (pdfBegins.test(file.subarray(0, 8).toString('latin1'))) return { pdf: file }
  return { field, message: say('responses-pdf-wrong-kind') }
}

/**
 * Returns true if the PDF was too large for its mail. The private page offers only such PDFs, because the mail contains the others.
 * @param largestAttachment ATTACHMENT_LIMIT_MB, in bytes
 */
export function isLinked(pdfBytes: number, largestAttachment: number): boolean {
  return pdfBytes > largestAttachment
}

/** Checks the day on which an answer came. */
export function checkAnswerDay(typed: string, now: Date): { day: string } | FieldMessage {
  return checkPastDay(typed, now, { field: 'answered_on', toCome: say('responses-day-to-come') })
}

/** Checks the day until which a recipient asks for time: after today, and at most a year away. */
export function checkTimeUntil(typed: string, now: Date): { until: string } | FieldMessage {
  const field = 'until'
  const until = typed.trim()
  const today = dayOf(now)
  if (!isDay(until)) return { field, message: say('delivery-day-malformed') }
  if (until <= today) return { field, message: say('responses-time-too-early') }
  const inAYear = `${String(Number(today.slice(0, 4)) + 1)}${today.slice(4)}`
  return until > inAYear ? { field, message: say('responses-time-too-late') } : { until }
}

/**
 * Checks a typed day, YYYY-MM-DD. It must be in the calendar and not in the future.
 * @param toCome the message for a day in the future
 */
export function checkPastDay(
  typed: string,
  now: Date,
  { field, toCome }: { field: string; toCome: Sentence },
): { day: string } | FieldMessage {
  const day = typed.trim()
  if (!isDay(day) || day < '2000') return { field, message: say('delivery-day-malformed') }
  if (day > dayOf(now)) return { field, message: toCome }
  return { day }
}
