import { listen, type Listening } from '../db/listen.ts'
import type { Parts } from './app-types.ts'

/**
 * Hears what other processes do on the same database: which letters they change, how many they are, and whether any carries out jobs.
 * @param url straight to the database
 * @param every milliseconds between two heartbeats
 */
export function hearOthers(
  url: string,
  { hot, limits, health }: Pick<Parts, 'hot' | 'limits' | 'health'>,
  every?: number,
): Promise<Listening> {
  const listener = {
    onPayload: (letter: string) => hot.drop(letter),
    onHeard: (upTo: number, { processes, workers }: { processes: number; workers: number }) => {
      hot.heardUpTo(upTo)
      limits.share(processes)
      health.sees(workers)
    },
    onLost: () => hot.deaf(),
  }
  return listen(url, 'letter', listener, { every })
}
