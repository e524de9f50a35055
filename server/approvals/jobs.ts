import type { Core } from '../core.ts'
import type { Tasks } from '../jobs/queue.ts'
import { remindOwners } from './remind-owners.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'remind-owners': Record<string, never>
  }
}

export function approvalTasks(core: Core, clock: () => Date): Tasks {
  return { 'remind-owners': () => remindOwners(core, clock()) }
}

export const approvalCrontab = ['* * * * * remind-owners']
