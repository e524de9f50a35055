import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    /** `at`: a job that runs before this time does nothing. */
    'look-at-plan': { letter: string; at?: string }
  }
}

/** Queues a check of the delivery plan, because a fact that a stage may depend on has changed. */
export async function enqueueLook(trx: Db, letter: string): Promise<void> {
  await enqueue(trx, 'look-at-plan', { letter }, { jobKey: `plan:${letter}` })
}

/** Queues a check of the delivery plan for the time at which a stage is due. */
export async function enqueueLookAt(trx: Db, letter: string, at: Date): Promise<void> {
  const jobKey = `plan-at:${letter}`
  await enqueue(trx, 'look-at-plan', { letter, at: at.toISOString() }, { jobKey, runAt: at })
}
