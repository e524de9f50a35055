/**
 * The next mark after `now`: whole batches counted from midnight UTC, so that a batch of an hour closes on the hour.
 * `minute` is the length of a minute in milliseconds.
 */
export function nextMark(now: Date, batchMinutes: number, minute: number): Date {
  const length = batchMinutes * minute
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const passed = Math.floor((now.getTime() - midnight) / length) + 1
  const tomorrow = midnight + 86_400_000
  return new Date(Math.min(midnight + passed * length, tomorrow))
}

/** Milliseconds that the batches of one letter more are spread over. */
const spreadOfEach = 40

/**
 * Milliseconds from a letter's mark to the start of its batch, always the same part of the spread for one letter. Letters share their
 * marks and one lock, so batches that began together would occupy the database and hold their letters for as long as all of them take.
 * It is below half a minute: what is announced for 18:00 is counted at 18:00.
 * @param letters how many have a mark
 * @param minute the length of a minute in milliseconds
 */
export function afterMark(letterId: string, letters: number, minute: number): number {
  const share = parseInt(letterId.slice(0, 8), 16) / 2 ** 32
  return Math.floor(share * Math.min(minute / 2, letters * spreadOfEach))
}

export interface Waiting {
  /** New signatures. */
  additions: number
  /** Withdrawals, less visible choices, invalidations and agreements to a newer text. */
  changes: number
}

/**
 * What a batch carries out. New signatures only when at least k wait: a count that rises by one at a mark would tell who.
 * Changes likewise, or in the shadow of enough new signatures. Closing and deliveries force both.
 */
export function batchOf(waiting: Waiting, k: number, forced: boolean): { additions: boolean; changes: boolean } {
  const additions = waiting.additions > 0 && (forced || waiting.additions >= k)
  const changes = waiting.changes > 0 && (forced || additions || waiting.changes >= k)
  return { additions, changes }
}

/** Until the first have signed together, neither count nor names are shown; once they are, they stay. */
export function stillCollecting(collecting: boolean, standing: number, firstThreshold: number): boolean {
  return collecting && standing < firstThreshold
}
