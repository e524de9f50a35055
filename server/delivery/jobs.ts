import type { Core } from '../core.ts'
import type { Tasks } from '../jobs/queue.ts'
import type { Mail } from '../mail/mail.ts'
import { sweepAnswerChallenges } from './answer-queries.ts'
import { enqueueDelivery } from './enqueue-delivery.ts'
import { deliver } from './deliver.ts'
import { bytesKeptForDays } from './rules.ts'
import { lookAtPlan, watchPlans } from './plan/look-at-plan.ts'
import { stagesWithDue } from './sending-queries.ts'
import { settleAbandoned } from './settle-abandoned.ts'
import { destroyBytes } from './snapshot-queries.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'watch-deliveries': Record<string, never>
    'watch-plans': Record<string, never>
    'destroy-snapshots': Record<string, never>
  }
}

export function deliveryTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    deliver: ({ stage }, { worker }) => deliver(core, mail, stage, worker, clock),
    'watch-deliveries': () => watchDeliveries(core, clock()),
    'watch-plans': () => watchPlans(core, clock()),
    'look-at-plan': async ({ letter, at }) => {
      const now = clock()
      if (at === undefined || new Date(at) <= now) await lookAtPlan(core, letter, now)
    },
    'destroy-snapshots': async () => {
      const now = clock()
      await destroyBytes(core.db, new Date(now.getTime() - bytesKeptForDays * core.config.units.day))
      await sweepAnswerChallenges(core.db, now)
    },
  }
}

export const deliveryCrontab = ['* * * * * watch-deliveries', '* * * * * destroy-snapshots', '* * * * * watch-plans']

/** A net below the jobs that run on time: copies that a dead process left, and copies whose job is lost or comes early. */
async function watchDeliveries(core: Core, now: Date): Promise<void> {
  await settleAbandoned(core, now)
  for (const id of await stagesWithDue(core.db, now)) await enqueueDelivery(core.db, id)
}
