import type { Core } from '../../core.ts'
import type { Tasks } from '../../jobs/queue.ts'
import type { Mail } from '../../mail/mail.ts'
import { sweepAnswerChallenges } from '../private-page/queries.ts'
import { enqueueDelivery } from './enqueue-delivery.ts'
import { deliver } from './deliver.ts'
import { bytesKeptForDays } from '../rules.ts'
import { stagesWithDue } from './queries.ts'
import { markUnsure } from './mark-unsure.ts'
import { destroyBytes } from '../copies/snapshot-queries.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'watch-deliveries': Record<string, never>
    'destroy-snapshots': Record<string, never>
  }
}

export function sendingTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    deliver: ({ stage }, { worker }) => deliver(core, mail, stage, worker, clock),
    'watch-deliveries': () => watchDeliveries(core, clock()),
    'destroy-snapshots': async () => {
      const now = clock()
      await destroyBytes(core.db, new Date(now.getTime() - bytesKeptForDays * core.config.units.day))
      await sweepAnswerChallenges(core.db, now)
    },
  }
}

export const sendingCrontab = ['* * * * * watch-deliveries', '* * * * * destroy-snapshots']

/** Finds copies that a dead process left, and due copies whose job was lost or ran too early. */
async function watchDeliveries(core: Core, now: Date): Promise<void> {
  await markUnsure(core, now)
  for (const id of await stagesWithDue(core.db, now)) await enqueueDelivery(core.db, id)
}
