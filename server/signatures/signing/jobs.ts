import type { Core } from '../../core.ts'
import type { Attempt, Tasks } from '../../jobs/queue.ts'
import { dayOf } from '../../letter/day-rules.ts'
import type { Mail } from '../../mail/mail.ts'
import { codeMail } from '../../mailbox/code-mail.ts'
import { sendMailedCode } from '../../mailbox/send-mailed-code.ts'
import { codeToMail, countRefusedMail, forgetMail } from '../queries.ts'
import { openCodeMail } from '../secrets.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'send-code': { code: string }
  }
}

/**
 * Mails a code unless it has expired. A temporary failure is retried until the last attempt. Then the mail with its address is
 * erased, and a permanent refusal is counted by domain and day.
 * @throws Error on a temporary failure that will be retried
 */
async function sendCode(core: Core, mail: Mail | null, id: Buffer, attempt: Attempt, now: Date): Promise<void> {
  const row = await codeToMail(core.db, id)
  if (!row?.mail_sealed || row.expires_at <= now) return
  const { address, code } = openCodeMail(core, row.letter_id, row.mail_sealed)
  const result = mail ? await mail.send(codeMail(address, code)) : undefined
  if (result?.outcome === 'passing' && !attempt.last) throw new Error('the mail server could not take it just now')
  await forgetMail(core.db, id)
  if (result?.outcome === 'permanent') {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
    await countRefusedMail(core.db, row.letter_id, domain, dayOf(now))
  }
}

/** All jobs that mail codes. A second set of workers runs only these, so that codes never wait for other jobs. */
export function codeTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    'send-code': ({ code }, attempt) => sendCode(core, mail, Buffer.from(code, 'hex'), attempt, clock()),
    'send-mailed-code': ({ code }, attempt) => sendMailedCode(core, mail, Buffer.from(code, 'hex'), attempt, clock()),
  }
}
