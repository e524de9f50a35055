import type { Core } from '../core.ts'
import type { Attempt, Tasks } from '../jobs/queue.ts'
import type { Mail } from '../mail/mail.ts'
import { answerCodeToMail, forgetAnswerCode, sweepAnswerCodes } from './answer-queries.ts'
import { enqueueDelivery } from './enqueue-delivery.ts'
import { deliver } from './deliver.ts'
import { answerCodeMail } from './mail.ts'
import { bytesKeptForDays } from './rules.ts'
import { lookAtPlan, watchPlans } from './plan/look-at-plan.ts'
import { openAnswerCode } from './secrets.ts'
import { stagesWithDue } from './sending-queries.ts'
import { settleAbandoned } from './settle-abandoned.ts'
import { destroyBytes } from './snapshot-queries.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'send-answer-code': { challenge: string }
    'watch-deliveries': Record<string, never>
    'watch-plans': Record<string, never>
    'destroy-snapshots': Record<string, never>
  }
}

export function deliveryTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    deliver: ({ stage }, { worker }) => deliver(core, mail, stage, worker, clock),
    'send-answer-code': ({ challenge }, attempt) =>
      sendAnswerCode(core, mail, Buffer.from(challenge, 'hex'), attempt, clock()),
    'watch-deliveries': () => watchDeliveries(core, clock()),
    'watch-plans': () => watchPlans(core, clock()),
    'look-at-plan': async ({ letter, at }) => {
      const now = clock()
      if (at === undefined || new Date(at) <= now) await lookAtPlan(core, letter, now)
    },
    'destroy-snapshots': async () => {
      const now = clock()
      await destroyBytes(core.db, new Date(now.getTime() - bytesKeptForDays * core.config.units.day))
      await sweepAnswerCodes(core.db, now)
    },
  }
}

export const deliveryCrontab = ['* * * * * watch-deliveries', '* * * * * destroy-snapshots', '* * * * * watch-plans']

/** A net below the jobs that run on time: copies that a dead process left, and copies whose job is lost or comes early. */
async function watchDeliveries(core: Core, now: Date): Promise<void> {
  await settleAbandoned(core, now)
  for (const id of await stagesWithDue(core.db, now)) await enqueueDelivery(core.db, id)
}

async function sendAnswerCode(core: Core, mail: Mail | null, id: Buffer, attempt: Attempt, now: Date): Promise<void> {
  const row = await answerCodeToMail(core.db, id)
  if (!row?.mail_sealed || row.expires_at <= now) return
  const { address, code } = openAnswerCode(core, id, row.mail_sealed)
  const handover = mail ? await mail.send(answerCodeMail(address, code)) : undefined
  if (handover?.outcome === 'passing' && !attempt.last) throw new Error('the mail server could not take it just now')
  await forgetAnswerCode(core.db, id)
}
