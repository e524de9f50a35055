import type { Core } from '../../core.ts'
import type { Tasks } from '../../jobs/queue.ts'
import { eraseVersions } from './erase-versions.ts'
import { keepAfterPause } from './keep-after-pause.ts'
import { thinVersions } from './thin-versions.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'tend-versions': Record<string, never>
  }
}

export function versionTasks(core: Core, clock: () => Date): Tasks {
  return {
    'keep-version': ({ letter }) => keepAfterPause(core, letter, clock()),
    'tend-versions': async () => {
      await eraseVersions(core, clock())
      await thinVersions(core, clock())
    },
  }
}

export const versionCrontab = ['*/10 * * * * tend-versions']
