import { sweepMailedCodes } from '../../mailbox/mailed-code-queries.ts'
import type { Core } from '../../core.ts'
import { forgetLog, rewriteTables, rewriteWhereChanged } from '../../db/rewrite-tables.ts'
import type { Tasks } from '../../jobs/queue.ts'
import { lettersDue } from './queries.ts'
import { closeBatch, closeFullBatch } from './close-batch.ts'
import { sweepCodes } from '../queries.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'send-code': { code: string }
    'sweep-codes': Record<string, never>
    'close-due-batches': Record<string, never>
    'close-late-batches': Record<string, never>
    'forget-order': Record<string, never>
    'forget-changes': Record<string, never>
  }
}

/** What waits for a code, and the queue, whose finished jobs say when each code was asked for. */
const codeTables = [
  ...['challenge', 'code', 'sign_in_challenge', 'recipient_challenge', 'subscriber_challenge', 'idempotency'],
  ...['mailed_code', 'mailed_code_attempts', 'code_attempts', 'mail_allowance', 'invitation_mail', 'recipient_upload'],
  'graphile_worker._private_jobs',
]
const nameTables = [
  ...['claim', 'waiting_signature', 'signature', 'credential', 'name_claim', 'statement'],
  ...['subscriber', 'subscriber_receipt'],
]
/** A table as large is written anew within a blink; larger ones wait for their hour. */
const quickly = 32e6

export function batchTasks(core: Core, clock: () => Date): Tasks {
  return {
    'close-batch': ({ letter }) => closeBatch(core, letter, clock()),
    'close-full-batch': ({ letter }) => closeFullBatch(core, letter, clock()),
    'sweep-codes': async () => {
      await sweepCodes(core.db, clock())
      await sweepMailedCodes(core.db, clock())
      await rewriteWhereChanged(core.db, codeTables, quickly)
    },
    // After a batch: its rows have been written in no order; what was there before them has to go from the files too.
    'forget-order': async () => {
      await rewriteTables(core.db, ['claim', 'waiting_signature', 'subscriber'])
      await forgetLog(core.db)
    },
    'forget-changes': async () => {
      await rewriteWhereChanged(core.db, [...codeTables, ...nameTables], Infinity)
      await forgetLog(core.db)
    },
    // What a backup waits for.
    'close-due-batches': () => closeDue(core, clock),
    // Not those of this minute: their jobs are spread over it.
    'close-late-batches': () => closeDue(core, clock, core.config.units.minute),
  }
}

/** Minutely and hourly nets below the jobs that run on time. */
export const batchCrontab = ['* * * * * sweep-codes', '* * * * * close-late-batches', '17 * * * * forget-changes']

async function closeDue(core: Core, clock: () => Date, lateBy = 0): Promise<void> {
  const due = await lettersDue(core.db, new Date(clock().getTime() - lateBy))
  for (const letter of due) await closeBatch(core, letter, clock())
}
