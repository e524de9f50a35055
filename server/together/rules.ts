export const togetherStates = ['waiting', 'reached', 'revealed', 'lapsed'] as const
export type TogetherState = (typeof togetherStates)[number]

/** How many people the letter waits for, if its organizers say nothing else. */
export const usualNeeded = 100
export const neededBounds = { least: 2, most: 100_000 }

/** How long names stay fixed before the reveal, so that people can withdraw and organizers can look for fakes. */
export const waitingHours = 72
/** How long two owners may take to agree after that time. */
export const agreementDays = 7

/** The waiting of a letter, as far as rules look at it. */
export interface Waiting {
  state: TogetherState
  needed: number
  until: Date
  reveals_at: Date | null
  agreed: boolean
}

/** The state of the letter after a batch has carried out all changes. */
export interface Found {
  /** The counted signatures under the current text whose names are held. Without withdrawals and less visible choices that wait. */
  held: number
  /** The time of the batch. */
  at: Date
  /** True once the letter shows its count. */
  shown: boolean
  /** True if the waiting has no day of its own and ends when the letter closes. */
  untilClosing: boolean
}

/** Decides what a batch does with the waiting: the number is reached, or it was reached and is not any more. */
export function stepOfBatch(waiting: Waiting, found: Found): 'reach' | 'back' | 'stay' {
  const enough = found.held >= waiting.needed
  if (waiting.state === 'reached') return enough ? 'stay' : 'back'
  if (waiting.state !== 'waiting' || !enough || !found.shown) return 'stay'
  return found.untilClosing || found.at <= waiting.until ? 'reach' : 'stay'
}

/**
 * When the names can be shown, if the number is reached now: after 72 hours, or later, until a whole working day (UTC) has passed.
 * Holidays count as working days.
 * @param hour in milliseconds; a rehearsal uses shorter hours
 */
export function revealTime(reachedAt: Date, { hour }: { hour: number }): Date {
  const day = 24 * hour
  const least = reachedAt.getTime() + waitingHours * hour
  let working = Math.ceil(reachedAt.getTime() / day)
  while (!isWorkingDay(working)) working++
  return new Date(Math.max(least, (working + 1) * day))
}

/** @param number counts the days since 1 January 1970, which was a Thursday */
function isWorkingDay(number: number): boolean {
  const weekday = (number + 4) % 7
  return weekday !== 0 && weekday !== 6
}

/** When the waiting ends without a reveal if two owners do not agree. */
export function agreementEnd({ until, reveals_at }: Pick<Waiting, 'until' | 'reveals_at'>, day: number): Date {
  return new Date(Math.max(until.getTime(), (reveals_at ?? until).getTime() + agreementDays * day))
}

/** The names can be shown as far as time and owners decide. Whether enough people still stand together is counted again. */
export function mayReveal({ state, agreed, reveals_at }: Waiting, now: Date): boolean {
  return state === 'reached' && agreed && reveals_at !== null && reveals_at <= now
}

/** The properties of a letter that decide when its waiting ends. */
export interface LetterOfWaiting {
  state: string
  /** The day of the end. Null: the letter's last batch. */
  together_until: string | null
  next_batch_at: Date | null
}

/**
 * The waiting is over. A batch that is late may still reach the number first, because it counts as of its scheduled time.
 * @param day in milliseconds
 */
export function isOver(waiting: Waiting, letter: LetterOfWaiting, now: Date, day: number): boolean {
  if (waiting.state === 'reached') return !waiting.agreed && agreementEnd(waiting, day) <= now
  if (waiting.state !== 'waiting') return false
  if (letter.next_batch_at === null) return hasClosed(letter)
  return isPastDay(waiting, letter, now) && letter.next_batch_at > waiting.until
}

/** Nobody can join any more, so a letter that falls below its number now has no further chance. */
export function isTooLate(waiting: Waiting, letter: LetterOfWaiting, now: Date): boolean {
  return hasClosed(letter) || isPastDay(waiting, letter, now)
}

function isPastDay({ until }: Waiting, { together_until }: LetterOfWaiting, now: Date): boolean {
  return together_until !== null && until <= now
}

function hasClosed({ state }: LetterOfWaiting): boolean {
  return state === 'closed' || state === 'purged'
}

/** The visibility in which a name counts that somebody chose to hold. After a lapse, the name is not stored. */
export function heldBecomes(state: TogetherState): 'together' | 'public' | 'withheld' {
  if (state === 'revealed') return 'public'
  return state === 'lapsed' ? 'withheld' : 'together'
}

/** Why a number cannot be raised to this one, or null. */
export function faultInRaise(waiting: Pick<Waiting, 'state' | 'needed'>, typed: number): RaiseFault | null {
  if (waiting.state !== 'waiting') return 'not-waiting'
  if (!Number.isInteger(typed) || typed > neededBounds.most) return 'wrong'
  return typed > waiting.needed ? null : 'not-higher'
}
export type RaiseFault = 'not-waiting' | 'wrong' | 'not-higher'

/** The last moment of a day (UTC), as the end of the waiting. */
export function endOfWaiting(day: string | null, closesAt: Date): Date {
  return day === null ? closesAt : new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000)
}
