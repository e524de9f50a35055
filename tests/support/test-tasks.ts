import type { Tasks } from '../../server/jobs/queue.ts'

/** Tasks that exist in tests alone. */
declare module '../../server/jobs/queue.ts' {
  interface TaskPayloads {
    'test-note': { id: string }
    'test-hold': { id: string }
    'test-fail': { id: string }
  }
}

export type TestTask = 'test-note' | 'test-hold' | 'test-fail'

/** Just these tasks, whatever the features have. */
export function only(tasks: Pick<Tasks, TestTask>): Tasks {
  return tasks
}
