import type { Core } from '../core.ts'
import type { Attempt, Tasks } from '../jobs/queue.ts'
import type { Mail } from '../mail/mail.ts'
import { lettersDue } from './batch-queries.ts'
import { closeBatch } from './close-batch.ts'
import { codeMail } from './mail.ts'
import { codeToMail, countRefusedMail, forgetMail, sweepCodes } from './queries.ts'
import { openCodeMail } from './secrets.ts'
import { withdrawDue } from './withdraw-due.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'send-code': { code: string }
    'sweep-codes': Record<string, never>
    'close-due-batches': Record<string, never>
    'withdraw-due': Record<string, never>
  }
}

export function signatureTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    'send-code': ({ code }, attempt) => sendCode(core, mail, Buffer.from(code, 'hex'), attempt, clock()),
    'close-batch': ({ letter }) => closeBatch(core, letter, clock()),
    'withdraw-due': () => withdrawDue(core, clock()),
    'sweep-codes': () => sweepCodes(core.db, clock()),
    'close-due-batches': async () => {
      for (const letter of await lettersDue(core.db, clock())) await closeBatch(core, letter, clock())
    },
  }
}

/** Minutely and hourly nets below the jobs that run on time. */
export const signatureCrontab = ['* * * * * sweep-codes', '* * * * * close-due-batches', '7 * * * * withdraw-due']

async function sendCode(core: Core, mail: Mail | null, id: Buffer, attempt: Attempt, now: Date): Promise<void> {
  const row = await codeToMail(core.db, id)
  if (!row?.mail_sealed || row.expires_at <= now) return
  const { address, code } = openCodeMail(core, row.letter_id, row.mail_sealed)
  const handover = mail ? await mail.send(codeMail(address, code)) : undefined
  if (handover?.outcome === 'passing' && !attempt.last) throw new Error('the mail server could not take it just now')
  await forgetMail(core.db, id)
  if (handover?.outcome === 'permanent') {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
    await countRefusedMail(core.db, row.letter_id, domain, now.toISOString().slice(0, 10))
  }
}
