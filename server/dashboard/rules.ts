import { dayOf } from '../letter/days.ts'
import type { VerificationClass, Visibility } from '../letter/rules.ts'
import { say, type Sentence } from '../refusal.ts'
import type { InvalidReason } from '../signatures/invalid-and-hidden.ts'

/** The tasks for organizers, and the events that come by themselves. */
export const stepKinds = [
  ...(['open', 'approval', 'answer', 'returned', 'late', 'unsure', 'not-made', 'refused', 'receipt'] as const),
  ...(['name-claim', 'doubtful', 'statement', 'comment', 'paused', 'approval-yours', 'sending'] as const),
  ...(['batch', 'stage', 'notice', 'close', 'purge', 'together', 'reveal', 'waiting-ends'] as const),
] as const
export type StepKind = (typeof stepKinds)[number]

/** How many signatures one answer of the API lists. */
export const signaturesPerAnswer = 100
/** How many signatures one page lists. The limit keeps the page short on a phone. */
export const signaturesPerPage = 40
/** A page shows this many requests, and the others once these are settled. */
export const waitingPerPage = 20
/** The dashboard names at most this many recipients, and links to the page with all. */
export const clocksShown = 12
/** The dashboard lists at most this many events beside the drawing. */
export const eventsShown = 20
/** Limit of sealed names that a search opens for one page. */
export const mostNamesOpened = 5000
/** Limit of the names in clear that one search looks through. */
export const mostNamesSearched = 100_000
/** Milliseconds that a statement of a search may take. */
export const searchTime = 3000

export const visibilityWords: Record<Visibility, Sentence> = {
  anonymous: say('dashboard-visibility-anonymous'),
  withheld: say('dashboard-visibility-withheld'),
  together: say('dashboard-visibility-together'),
  recipients: say('dashboard-visibility-recipients'),
  public: say('dashboard-visibility-public'),
}

/** Why a signature was invalidated, as a label. */
export const reasonWords: Record<InvalidReason, Sentence> = {
  'not-theirs': say('dashboard-reason-not-theirs'),
  'not-an-employee': say('dashboard-reason-not-an-employee'),
  'not-a-person': say('dashboard-reason-not-a-person'),
  other: say('dashboard-reason-other'),
}

export interface DayCount {
  day: string
  class: VerificationClass
  net: number
}
export interface DayTotal {
  day: string
  added: number
  total: number
}

/**
 * Returns every day from the first count to `until`, including days without a change.
 * @param from begins on this day if it is earlier than the first count
 */
export function dayTotals(
  counts: readonly DayCount[],
  verification: VerificationClass,
  until: string,
  from?: string,
): DayTotal[] {
  const own = counts.filter((count) => count.class === verification)
  const counted = own[0]?.day
  if (counted === undefined) return []
  const first = from !== undefined && from < counted ? from : counted
  const net = new Map(own.map((count) => [count.day, count.net]))
  const days: DayTotal[] = []
  let total = 0
  for (let day = first; day <= until && days.length < 1500; day = dayAfter(day)) {
    const added = net.get(day) ?? 0
    total += added
    days.push({ day, added, total })
  }
  return days
}

function dayAfter(day: string): string {
  return dayOf(new Date(Date.parse(day) + 86_400_000))
}

/** Returns the number of removals by mailbox if they are a burst, or else null. A number below k would reveal single people. */
export function burstOf(removals: number, k: number): number | null {
  return removals >= Math.max(k, 3) ? removals : null
}

/** Rounds down to a multiple of k. So a number that organizers see changes by k people at least. */
export function inSteps(count: number, k: number): number {
  return count - (count % Math.max(1, k))
}

/** A page that stays open reloads itself this often, and no more, so that it does not keep a session in use for ever. */
export const mostReloads = 24
/** Seconds after the time of a batch, which starts within half a minute of it. */
const reloadDelay = 45

/**
 * Says when the dashboard reloads itself: once a batch, shortly after it.
 * @param done how often it has done so
 * @returns seconds from now, or null if it does not
 */
export function reloadAfter(letter: { next_batch_at: Date | null }, done: number, now: Date): number | null {
  if (letter.next_batch_at === null || done >= mostReloads) return null
  return Math.max(60, Math.ceil((letter.next_batch_at.getTime() - now.getTime()) / 1000) + reloadDelay)
}
