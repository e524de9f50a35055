import type { Core } from '../../core.ts'
import type { Attempt, Tasks } from '../../jobs/queue.ts'
import type { Mail, Outgoing } from '../../mail/mail.ts'
import { organizerById } from '../queries.ts'
import { openOrganizerAddress } from '../secrets.ts'
import { finishAddressChanges } from './finish-address-changes.ts'
import { accountNoticeMail, ownerNoticeMail } from './mail.ts'
import { forgetNotice, noticeToMail, sweepRecovery } from './queries.ts'
import { openNotice } from './secrets.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    /** Tells the address that an account had of an act on the account. */
    'send-account-notice': { notice: string }
    /** Tells an owner that something happened to the account of another organizer. The mail does not say whose. */
    'tell-owner-of-account': { organizer: string }
    'finish-address-changes': Record<string, never>
  }
}

export function recoveryTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    'send-account-notice': ({ notice }, attempt) => sendNotice(core, mail, Buffer.from(notice, 'hex'), attempt),
    'tell-owner-of-account': ({ organizer }, attempt) => tellOwner(core, mail, organizer, attempt),
    'finish-address-changes': async () => {
      // First, so that a change that fails keeps no expired address.
      await sweepRecovery(core.db, clock())
      await finishAddressChanges(core, clock())
    },
  }
}

export const recoveryCrontab = ['* * * * * finish-address-changes']

/** Mails a notice. Deletes it once the mail is sent or has failed for good. */
async function sendNotice(core: Core, mail: Mail | null, id: Buffer, attempt: Attempt): Promise<void> {
  const sealed = await noticeToMail(core.db, id)
  if (!sealed) return
  await send(mail, accountNoticeMail(openNotice(core, id, sealed), core.config.origin), attempt)
  await forgetNotice(core.db, id)
}

async function tellOwner(core: Core, mail: Mail | null, id: string, attempt: Attempt): Promise<void> {
  const owner = await organizerById(core.db, id)
  if (!owner) return
  const to = openOrganizerAddress(core, owner.address_tag, owner.address_sealed)
  await send(mail, ownerNoticeMail(to, core.config.origin), attempt)
}

/** @throws Error on a temporary failure that will be retried */
async function send(mail: Mail | null, message: Outgoing, attempt: Attempt): Promise<void> {
  const result = mail ? await mail.send(message) : undefined
  if (result?.outcome === 'passing' && !attempt.last) throw new Error('temporary SMTP failure')
}
