import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { enqueue } from '../../jobs/queue.ts'
import { pauseMinutes } from './rules.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'keep-version': { letter: string }
  }
}

/**
 * Has a draft kept as a version when nobody has saved it for `pauseMinutes`, within the caller's transaction. Each save moves the job.
 * The job names the letter alone, and is gone once it has run.
 */
export async function scheduleVersion({ config }: Pick<Core, 'config'>, trx: Db, letterId: string, now: Date) {
  const runAt = new Date(now.getTime() + pauseMinutes * config.units.minute)
  await enqueue(trx, 'keep-version', { letter: letterId }, { runAt, jobKey: `version:${letterId}` })
}
