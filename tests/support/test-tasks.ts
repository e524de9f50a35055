import type { Tasks } from '../../server/jobs/queue.ts'

/** Tasks that exist only in tests. */
declare module '../../server/jobs/queue.ts' {
  interface TaskPayloads {
    'test-note': { id: string }
    'test-hold': { id: string }
    'test-fail': { id: string }
  }
}

export type TestTask = 'test-note' | 'test-hold' | 'test-fail'

/** Only these tasks, regardless of those that the features declare. */
export function only(tasks: Pick<Tasks, TestTask>): Tasks {
  return tasks
}
