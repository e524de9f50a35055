import { setTimeout as sleep } from 'node:timers/promises'

/** What this process is carrying out. */
export class UnderWay {
  #tasks = 0

  counted<Job extends unknown[]>(task: (...job: Job) => Promise<void>): (...job: Job) => Promise<void> {
    return async (...job) => {
      this.#tasks++
      try {
        await task(...job)
      } finally {
        this.#tasks--
      }
    }
  }

  /** Resolves a moment after the last of it has ended. */
  async over(): Promise<void> {
    do await sleep(500, undefined, { ref: false })
    while (this.#tasks > 0)
  }
}
