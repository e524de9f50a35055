import type { Core } from '../../core.ts'
import type { Tasks } from '../../jobs/queue.ts'
import { withdrawDue } from './withdraw-due.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'withdraw-due': Record<string, never>
  }
}

export function mySignatureTasks(core: Core, clock: () => Date): Tasks {
  return { 'withdraw-due': () => withdrawDue(core, clock()) }
}

export const mySignatureCrontab = ['7 * * * * withdraw-due']
