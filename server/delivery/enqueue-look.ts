import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    /** `at`: a job that comes before this moment does nothing. */
    'look-at-plan': { letter: string; at?: string }
  }
}

/** Something has changed on which a stage may depend. */
export async function enqueueLook(trx: Db, letter: string): Promise<void> {
  await enqueue(trx, 'look-at-plan', { letter }, { jobKey: `plan:${letter}` })
}

/** Something comes due at a moment that is known. */
export async function enqueueLookAt(trx: Db, letter: string, at: Date): Promise<void> {
  const jobKey = `plan-at:${letter}`
  await enqueue(trx, 'look-at-plan', { letter, at: at.toISOString() }, { jobKey, runAt: at })
}
