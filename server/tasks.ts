import { approvalCrontab, approvalTasks } from './approvals/jobs.ts'
import type { Core } from './core.ts'
import { privatePageTasks } from './delivery/private-page/jobs.ts'
import { receiptCrontab, receiptTasks } from './delivery/receipts/jobs.ts'
import { sendingCrontab, sendingTasks } from './delivery/sending/jobs.ts'
import { stageCrontab, stageTasks } from './delivery/stages/jobs.ts'
import type { Tasks } from './jobs/queue.ts'
import { letterCrontab, letterTasks } from './letters/lifecycle/jobs.ts'
import { liveCrontab, liveTasks } from './letters/live/jobs.ts'
import { versionCrontab, versionTasks } from './letters/versions/jobs.ts'
import type { Mail } from './mail/mail.ts'
import { organizerCrontab, organizerTasks } from './organizers/people/jobs.ts'
import { recoveryCrontab, recoveryTasks } from './organizers/recovery/jobs.ts'
import { batchCrontab, batchTasks } from './signatures/batch/jobs.ts'
import { copyTasks } from './signatures/copies/jobs.ts'
import { mySignatureCrontab, mySignatureTasks } from './signatures/my-signature/jobs.ts'
import { codeTasks } from './mailbox/jobs.ts'
import { togetherCrontab, togetherTasks } from './together/jobs.ts'
import { updateCrontab, updateTasks } from './updates/jobs.ts'

export { codeTasks }

/** All tasks of the worker, by feature. */
export function allTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    ...letterTasks(core, clock),
    ...versionTasks(core, clock),
    ...liveTasks(core, clock),
    ...codeTasks(core, mail, clock),
    ...batchTasks(core, clock),
    ...copyTasks(core),
    ...mySignatureTasks(core, clock),
    ...sendingTasks(core, mail, clock),
    ...stageTasks(core, clock),
    ...privatePageTasks(core, mail),
    ...receiptTasks(core, clock),
    ...organizerTasks(core, mail, clock),
    ...approvalTasks(core, clock),
    ...recoveryTasks(core, mail, clock),
    ...togetherTasks(core, clock),
    ...updateTasks(core, mail, clock),
  }
}

export const crontab = [
  ...letterCrontab,
  ...versionCrontab,
  ...liveCrontab,
  ...batchCrontab,
  ...mySignatureCrontab,
  ...sendingCrontab,
  ...stageCrontab,
  ...receiptCrontab,
  ...organizerCrontab,
  ...approvalCrontab,
  ...recoveryCrontab,
  ...togetherCrontab,
  ...updateCrontab,
].join('\n')
