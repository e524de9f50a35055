/** How much one connection may send: so much at once, and so much a second on average. */
export const allowance = { messages: { burst: 200, perSecond: 40 }, bytes: { burst: 6_000_000, perSecond: 400_000 } }

/** Counts what a connection sends. @param now milliseconds of a clock that never goes back */
export class Rate {
  #messages = allowance.messages.burst
  #bytes = allowance.bytes.burst
  #at: number

  constructor(now: number) {
    this.#at = now
  }

  /** @returns false if the connection sends too much */
  take(bytes: number, now: number): boolean {
    const seconds = (now - this.#at) / 1000
    this.#at = now
    this.#messages = Math.min(allowance.messages.burst, this.#messages + seconds * allowance.messages.perSecond) - 1
    this.#bytes = Math.min(allowance.bytes.burst, this.#bytes + seconds * allowance.bytes.perSecond) - bytes
    return this.#messages >= 0 && this.#bytes >= 0
  }
}
