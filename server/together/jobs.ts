import type { Core } from '../core.ts'
import type { Tasks } from '../jobs/queue.ts'
import { endDueTogether, endTogether } from './end-together.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'end-due-together': Record<string, never>
  }
}

export function togetherTasks(core: Core, clock: () => Date): Tasks {
  return {
    'end-together': ({ letter }) => endTogether(core, letter, clock()),
    'end-due-together': () => endDueTogether(core, clock()),
  }
}

/** Finds what a job of its own missed, and finishes what a crash interrupted. */
export const togetherCrontab = ['* * * * * end-due-together']
