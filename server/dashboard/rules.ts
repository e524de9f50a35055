import { dayOf } from '../letter/days.ts'
import type { VerificationClass, Visibility } from '../letter/rules.ts'
import { say, type Sentence } from '../refusal.ts'
import type { InvalidReason } from '../signatures/invalid-and-hidden.ts'

/** The tasks for organizers, and the events that come by themselves. */
export const stepKinds = [
  ...(['open', 'late', 'approval', 'name-claim', 'not-made', 'unsure', 'refused', 'sending', 'paused'] as const),
  ...(['batch', 'notice', 'close', 'purge'] as const),
] as const
export type StepKind = (typeof stepKinds)[number]

export const refusedMailDays = 14
export const signaturesPerPage = 100
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

/** Returns every day from the first count to `until`, including days without a change. */
export function dayTotals(counts: readonly DayCount[], verification: VerificationClass, until: string): DayTotal[] {
  const own = counts.filter((count) => count.class === verification)
  const first = own[0]?.day
  if (first === undefined) return []
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
