import { createHmac, randomBytes } from 'node:crypto'

const hour = 3_600_000

/**
 * Counts requests by subject and hour. Keeps the counts only in memory, under an HMAC key of this process.
 * In the database, they would reveal when a request came.
 */
export class RepeatLimit {
  readonly #most: number
  readonly #key = randomBytes(32)
  readonly #counts = new Map<string, number>()
  #hour = 0

  constructor(most: number) {
    this.#most = most
  }

  /**
   * Counts one request.
   * @returns false if the limit of this hour is exceeded
   */
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
