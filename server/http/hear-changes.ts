import { listen, type Listening } from '../db/listen.ts'
import { onOwnChange } from '../db/own-changes.ts'
import type { Parts } from './app-types.ts'

/**
 * Listens to all processes on the same database: which letters they change, how many they are, and how many of them run jobs.
 * Changes of this process count at its commit.
 * @param url URL that leads directly to the database
 * @param every milliseconds between two heartbeats
 */
export async function hearChanges(
  url: string,
  { db, pageCache, limits, health }: Pick<Parts, 'db' | 'pageCache' | 'limits' | 'health'>,
  every?: number,
): Promise<Listening> {
  const listener = {
    onPayload: (letter: string) => pageCache.drop(letter),
    onHeard: (upTo: number, { processes, workers }: { processes: number; workers: number }) => {
      pageCache.heardUpTo(upTo)
      limits.share(processes)
      health.sees(workers)
    },
    onLost: () => pageCache.deaf(),
  }
  const endOwn = onOwnChange(db, listener.onPayload)
  const others = await listen(url, 'letter', listener, { every })
  return {
    close: () => {
      endOwn()
      return others.close()
    },
  }
}
