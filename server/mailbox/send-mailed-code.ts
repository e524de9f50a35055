import type { Core } from '../core.ts'
import type { Attempt } from '../jobs/queue.ts'
import { dayOf } from '../letter/days.ts'
import type { Mail } from '../mail/mail.ts'
import { codeMail } from './code-mail.ts'
import { countRefusedMail, countSentMail, forgetCodeMail, mailedCode } from './mailed-code-queries.ts'
import { openMailedCode } from './mailed-code-secrets.ts'

/**
 * A job: mails a code unless it has expired. A temporary failure is retried until the last attempt. Then the mail with its address
 * is erased. For a signatory's code, counts whether the mail server took or refused it.
 * @throws Error on a temporary failure that will be retried
 */
export async function sendMailedCode(
  core: Core,
  mail: Mail | null,
  id: Buffer,
  attempt: Attempt,
  now: Date,
): Promise<void> {
  const row = await mailedCode(core.db, id)
  if (!row?.mail_sealed || row.expires_at <= now) return
  const { address, code } = openMailedCode(core, row.claims_of, id, row.mail_sealed)
  const result = mail ? await mail.send(codeMail(address, code)) : undefined
  if (result?.outcome === 'passing' && !attempt.last) throw new Error('temporary SMTP failure')
  await forgetCodeMail(core.db, id)
  if (result === undefined || row.claims_of === null) return
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  if (result.outcome === 'accepted') await countSentMail(core.db, row.claims_of, domain)
  if (result.outcome === 'permanent') await countRefusedMail(core.db, row.claims_of, domain, dayOf(now))
}
