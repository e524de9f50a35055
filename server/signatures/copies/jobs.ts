import type { Core } from '../../core.ts'
import type { Tasks } from '../../jobs/queue.ts'
import { copyLetter } from './copy-letter.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'copy-letter': { letter: string }
  }
}

export function copyTasks(core: Core): Tasks {
  return {
    'copy-letter': ({ letter }) => copyLetter(core, letter),
  }
}
