import { createHmac, randomBytes } from 'node:crypto'

const hour = 3_600_000

/**
 * Counts how often something is asked for, hour by hour. The counts are kept in memory alone, under a key that goes with the process:
 * in the database they would say when.
 */
export class RepeatLimit {
  readonly #most: number
  readonly #key = randomBytes(32)
  readonly #counts = new Map<string, number>()
  #hour = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Counts one. False where that is too many. */
  take(subject: Buffer, now: Date): boolean {
    const thisHour = Math.floor(now.getTime() / hour)
    if (thisHour !== this.#hour) this.#counts.clear()
    this.#hour = thisHour
    const name = createHmac('sha256', this.#key).update(subject).digest('base64')
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    return count <= this.#most
  }
}
