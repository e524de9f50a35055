import type { Core } from '../../core.ts'
import type { Tasks } from '../../jobs/queue.ts'
import { eraseDiscarded } from '../drafting/erase-discarded.ts'
import { closeDueLetters, closeWhere } from './close-letter.ts'
import { eraseDueNames } from './erase-names.ts'
import { purgeDueLetters } from './purge-letter.ts'
import { eraseDueThreads } from '../threads/erase-due-threads.ts'
import { finishClosings } from './settle-letters.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'close-letters': Record<string, never>
    'purge-letters': Record<string, never>
  }
}

export function letterTasks(core: Core, clock: () => Date): Tasks {
  return {
    'close-letter': ({ letter }) => {
      const now = clock()
      return closeWhere(core, letter, now, ({ closes_at }) => closes_at !== null && closes_at <= now)
    },
    'close-letters': async () => {
      await finishClosings(core)
      await closeDueLetters(core, clock())
    },
    'purge-letters': async () => {
      await eraseDueNames(core, clock())
      await purgeDueLetters(core, clock())
      await eraseDiscarded(core, clock())
      await eraseDueThreads(core, clock())
    },
  }
}

/** A job of its own closes each letter on time. These find letters that it missed, and finish what a crash interrupted. */
export const letterCrontab = ['* * * * * close-letters', '* * * * * purge-letters']
