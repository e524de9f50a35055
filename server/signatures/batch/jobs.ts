import { sweepMailedCodes } from '../../mailbox/mailed-code-queries.ts'
import type { Core } from '../../core.ts'
import { sweepKeptForms } from '../../db/kept-forms.ts'
import { forgetLog, rewriteTables, rewriteWhereChanged, sortTables } from '../../db/rewrite-tables.ts'
import type { Tasks } from '../../jobs/queue.ts'
import { lettersDue, settleClaims } from './queries.ts'
import { closeBatch, closeFullBatch } from './close-batch.ts'
import { sweepChallenges } from '../queries.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'sweep-codes': Record<string, never>
    'close-due-batches': Record<string, never>
    'close-late-batches': Record<string, never>
    'forget-order': Record<string, never>
    'forget-changes': Record<string, never>
  }
}

/** Tables of data that lives for minutes, and the job queue. Finished jobs would show when each code was requested. */
const codeTables = [
  ...['challenge', 'sign_in_challenge', 'recipient_challenge', 'subscriber_challenge', 'idempotency'],
  ...['mailed_code', 'mailed_code_attempts', 'mail_allowance', 'invitation_mail', 'recipient_upload', 'kept_form'],
  ...['account_challenge', 'account_notice', 'address_change', 'recovery_code', 'recovery_link'],
  'graphile_worker._private_jobs',
]
const nameTables = [
  ...['claim', 'claim_bucket', 'waiting_signature', 'signature', 'credential', 'name_claim', 'mine_alone', 'statement'],
  ...['changed_signature', 'log'],
  ...['code_total', 'handed_over', 'refused_mail', 'draft_version', 'draft_version_read', 'review_link'],
  ...['subscriber', 'subscriber_receipt', 'subscriber_report', 'returned_mail'],
]
/** In bytes. Tables up to this size are rewritten every minute, because that is fast. Larger ones wait for the hourly rewrite. */
const quickly = 4e6

export function batchTasks(core: Core, clock: () => Date): Tasks {
  return {
    'close-batch': ({ letter }) => closeBatch(core, letter, clock()),
    'close-full-batch': ({ letter }) => closeFullBatch(core, letter, clock()),
    'sweep-codes': async () => {
      await sweepChallenges(core.db, clock())
      await sweepMailedCodes(core.db, clock())
      await sweepKeptForms(core.db, clock())
      await rewriteWhereChanged(core.db, codeTables, quickly)
    },
    // The batch wrote its rows in random order. The rewrite removes their earlier versions from the files. Somebody who asks for
    // updates right after signing would otherwise reveal a position in the order of signing.
    'forget-order': async () => {
      await settleClaims(core.db)
      await rewriteTables(core.db, ['claim', 'claim_bucket', 'waiting_signature', 'handed_over', 'log'])
      await sortTables(core.db, ['subscriber'])
      await forgetLog(core.db)
    },
    'forget-changes': async () => {
      await rewriteWhereChanged(core.db, [...codeTables, ...nameTables], Infinity)
      await forgetLog(core.db)
    },
    // A backup runs this before it copies the data.
    'close-due-batches': () => closeDue(core, clock),
    // Skips batches that became due within the last minute, because their own jobs are spread over that time.
    'close-late-batches': () => closeDue(core, clock, core.config.units.minute),
  }
}

/** Clean-up, and a fallback for batches whose own job did not run. */
export const batchCrontab = ['* * * * * sweep-codes', '* * * * * close-late-batches', '17 * * * * forget-changes']

async function closeDue(core: Core, clock: () => Date, lateBy = 0): Promise<void> {
  const due = await lettersDue(core.db, new Date(clock().getTime() - lateBy))
  for (const letter of due) await closeBatch(core, letter, clock())
}
