import type { Core } from '../../core.ts'
import type { Tasks } from '../../jobs/queue.ts'
import { remindOfReceipts } from './remind-of-receipts.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'remind-of-receipts': Record<string, never>
  }
}

export function receiptTasks(core: Core, clock: () => Date): Tasks {
  return { 'remind-of-receipts': () => remindOfReceipts(core, clock()) }
}

export const receiptCrontab = ['* * * * * remind-of-receipts']
