import { listen, type Listening } from '../db/listen.ts'
import type { Parts } from './app-types.ts'

/**
 * Listens to the other processes on the same database: which letters they change, how many they are, and how many of them run jobs.
 * @param url URL that leads directly to the database
 * @param every milliseconds between two heartbeats
 */
export function hearChanges(
  url: string,
  { pageCache, limits, health }: Pick<Parts, 'pageCache' | 'limits' | 'health'>,
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
  return listen(url, 'letter', listener, { every })
}
