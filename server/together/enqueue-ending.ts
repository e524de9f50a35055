import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'end-together': { letter: string }
    'tell-together': { letter: string; what: 'reached' | 'revealed' | 'lapsed'; after?: string }
  }
}

/** Looks then whether the names can be shown, or the waiting is over. */
export async function enqueueEnding(trx: Db, letterId: string, runAt: Date): Promise<void> {
  await enqueue(trx, 'end-together', { letter: letterId }, { runAt, jobKey: `together:${letterId}` })
}

/** Tells all who asked for updates. */
export async function tellOfTogether(
  trx: Db,
  letterId: string,
  what: 'reached' | 'revealed' | 'lapsed',
): Promise<void> {
  await enqueue(trx, 'tell-together', { letter: letterId, what }, { priority: 10, queue: 'mailings' })
}
