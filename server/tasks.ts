import type { Core } from './core.ts'
import { deliveryCrontab, deliveryTasks } from './delivery/jobs.ts'
import type { Tasks } from './jobs/queue.ts'
import { letterCrontab, letterTasks } from './letters/jobs.ts'
import type { Mail } from './mail/mail.ts'
import { organizerCrontab, organizerTasks } from './organizers/jobs.ts'
import { codeTasks, signatureCrontab, signatureTasks } from './signatures/jobs.ts'
import { updateCrontab, updateTasks } from './updates/jobs.ts'

export { codeTasks }

/** What the worker carries out, feature by feature. */
export function allTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    ...letterTasks(core, clock),
    ...codeTasks(core, mail, clock),
    ...signatureTasks(core, clock),
    ...deliveryTasks(core, mail, clock),
    ...organizerTasks(core, mail, clock),
    ...updateTasks(core, mail, clock),
  }
}

export const crontab = [
  ...letterCrontab,
  ...signatureCrontab,
  ...deliveryCrontab,
  ...organizerCrontab,
  ...updateCrontab,
].join('\n')
