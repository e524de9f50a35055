import type { Db } from '../../db/pool.ts'
import { enqueue } from '../../jobs/queue.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    deliver: { stage: string }
  }
}

/** A job for what is due of a stage, now or when one copy's next try is. Behind codes, which somebody waits for. */
export async function enqueueDelivery(
  trx: Db,
  stage: string,
  later?: { delivery: string; runAt: Date },
): Promise<void> {
  const jobKey = later ? `deliver:${stage}:${later.delivery}` : `deliver:${stage}`
  await enqueue(trx, 'deliver', { stage }, { jobKey, priority: 10, ...(later && { runAt: later.runAt }) })
}
