import type { Core } from '../../core.ts'
import type { Tasks } from '../../jobs/queue.ts'
import { lookAtPlan, watchPlans } from './look-at-plan.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'watch-plans': Record<string, never>
  }
}

export function stageTasks(core: Core, clock: () => Date): Tasks {
  return {
    'watch-plans': () => watchPlans(core, clock()),
    'look-at-plan': async ({ letter, at }) => {
      const now = clock()
      if (at === undefined || new Date(at) <= now) await lookAtPlan(core, letter, now)
    },
  }
}

export const stageCrontab = ['* * * * * watch-plans']
