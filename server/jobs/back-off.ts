/** Milliseconds. */
const first = 250
const most = 30_000

export interface BackOff {
  /** Returns the milliseconds to wait before the next try. Doubles each time, up to half a minute. */
  next(): number
  reset(): void
}

/** Exponential back-off with jitter, so that processes that lost the same database do not reconnect at the same moment. */
export function backOff(random: () => number = Math.random): BackOff {
  let tried = 0
  return {
    next: () => Math.min(most, first * 2 ** tried++) * (0.5 + random() / 2),
    reset: () => {
      tried = 0
    },
  }
}
