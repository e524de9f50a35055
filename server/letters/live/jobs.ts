import type { Core } from '../../core.ts'
import type { Tasks } from '../../jobs/queue.ts'
import { forgetLive } from './forget-live.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'forget-live': Record<string, never>
  }
}

export function liveTasks(core: Core, clock: () => Date): Tasks {
  return { 'forget-live': () => forgetLive(core, clock()) }
}

/** Once an hour, because a page that was offline for less joins its words letter by letter with those of the others. */
export const liveCrontab = ['23 * * * * forget-live']
