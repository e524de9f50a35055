import { setTimeout as sleep } from 'node:timers/promises'

/** Counts the tasks that this process runs. */
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

  /** Resolves within half a second after the last task has ended. */
  async over(): Promise<void> {
    do await sleep(500, undefined, { ref: false })
    while (this.#tasks > 0)
  }
}
