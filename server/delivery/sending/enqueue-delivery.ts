import type { Db } from '../../db/pool.ts'
import { enqueue } from '../../jobs/queue.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    deliver: { stage: string }
  }
}

/**
 * Queues a job that sends a stage's due copies, now or at one copy's next retry. Codes have priority, because people wait for them.
 */
export async function enqueueDelivery(
  trx: Db,
  stage: string,
  later?: { delivery: string; runAt: Date },
): Promise<void> {
  const jobKey = later ? `deliver:${stage}:${later.delivery}` : `deliver:${stage}`
  await enqueue(trx, 'deliver', { stage }, { jobKey, priority: 10, ...(later && { runAt: later.runAt }) })
}
