import { codeMail } from '../common/code-mail.ts'
import { dayOf } from '../common/day-rules.ts'
import { sweepMailedCodes } from '../common/mailed-code-queries.ts'
import { sendMailedCode } from '../common/send-mailed-code.ts'
import type { Core } from '../core.ts'
import { forgetLog, rewriteTables, rewriteWhereChanged } from '../db/rewrite-tables.ts'
import type { Attempt, Tasks } from '../jobs/queue.ts'
import type { Mail } from '../mail/mail.ts'
import { lettersDue } from './batch-queries.ts'
import { closeBatch, closeFullBatch } from './close-batch.ts'
import { codeToMail, countRefusedMail, forgetMail, sweepCodes } from './queries.ts'
import { openCodeMail } from './secrets.ts'
import { withdrawDue } from './withdraw-due.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'send-code': { code: string }
    'sweep-codes': Record<string, never>
    'close-due-batches': Record<string, never>
    'close-late-batches': Record<string, never>
    'withdraw-due': Record<string, never>
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

/** Every mail with a code. They are carried out apart from the others too, so that they wait for none of them. */
export function codeTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    'send-code': ({ code }, attempt) => sendCode(core, mail, Buffer.from(code, 'hex'), attempt, clock()),
    'send-mailed-code': ({ code }, attempt) => sendMailedCode(core, mail, Buffer.from(code, 'hex'), attempt, clock()),
  }
}

export function signatureTasks(core: Core, clock: () => Date): Tasks {
  return {
    'close-batch': ({ letter }) => closeBatch(core, letter, clock()),
    'close-full-batch': ({ letter }) => closeFullBatch(core, letter, clock()),
    'withdraw-due': () => withdrawDue(core, clock()),
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
export const signatureCrontab = [
  '* * * * * sweep-codes',
  '* * * * * close-late-batches',
  '7 * * * * withdraw-due',
  '17 * * * * forget-changes',
]

async function closeDue(core: Core, clock: () => Date, lateBy = 0): Promise<void> {
  const due = await lettersDue(core.db, new Date(clock().getTime() - lateBy))
  for (const letter of due) await closeBatch(core, letter, clock())
}

async function sendCode(core: Core, mail: Mail | null, id: Buffer, attempt: Attempt, now: Date): Promise<void> {
  const row = await codeToMail(core.db, id)
  if (!row?.mail_sealed || row.expires_at <= now) return
  const { address, code } = openCodeMail(core, row.letter_id, row.mail_sealed)
  const handover = mail ? await mail.send(codeMail(address, code)) : undefined
  if (handover?.outcome === 'passing' && !attempt.last) throw new Error('the mail server could not take it just now')
  await forgetMail(core.db, id)
  if (handover?.outcome === 'permanent') {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
    await countRefusedMail(core.db, row.letter_id, domain, dayOf(now))
  }
}
