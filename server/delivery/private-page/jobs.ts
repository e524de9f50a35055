import type { Core } from '../../core.ts'
import type { Attempt, Tasks } from '../../jobs/queue.ts'
import type { Mail } from '../../mail/mail.ts'
import { openDelegate, openPageToken } from '../secrets.ts'
import { delegationToMail, noteLink } from './queries.ts'
import { delegationMail } from './mail.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'send-delegation': { delegation: string }
  }
}

export function privatePageTasks(core: Core, mail: Mail | null): Tasks {
  return { 'send-delegation': ({ delegation }, attempt) => sendDelegation(core, mail, delegation, attempt) }
}

/** Mails the link of a delegation, unless it has ended. Forgets the link once the mail is sent or has failed for good. */
async function sendDelegation(core: Core, mail: Mail | null, id: string, attempt: Attempt): Promise<void> {
  const row = await delegationToMail(core.db, id)
  if (!row?.token_sealed) return
  const { address } = openDelegate(core, row.letter_id, id, row.person_sealed)
  const link = `${core.config.origin}/r/${openPageToken(core, id, row.token_sealed)}`
  const messageId = `${id}@${core.config.host.replace(/:\d+$/, '')}`
  const recipient = { name: row.name, office: row.office }
  const outcome = mail
    ? (await mail.send(delegationMail({ to: address, link, messageId, recipient }))).outcome
    : 'passing'
  if (outcome === 'passing' && !attempt.last) throw new Error('temporary SMTP failure')
  await noteLink(core.db, id, outcome === 'accepted' || outcome === 'unsure' ? 'sent' : 'failed')
}
