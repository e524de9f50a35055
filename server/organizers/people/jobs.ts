import type { Core } from '../../core.ts'
import { sweepAnswers } from '../../db/kept-answers.ts'
import type { Attempt, TaskPayloads, Tasks } from '../../jobs/queue.ts'
import type { Mail } from '../../mail/mail.ts'
import { forgetInvitationMail, invitationToMail } from './invitation-queries.ts'
import { answerNoticeMail, type Notice } from './mail.ts'
import { invitationMail } from './mail.ts'
import { organizerAddress } from '../organizer-address.ts'
import { sweepOrganizers } from '../queries.ts'
import { openInvitationMail } from '../secrets.ts'

declare module '../../jobs/queue.ts' {
  interface TaskPayloads {
    'sweep-organizers': Record<string, never>
    'send-invitation': { invitation: string }
    /**
     * Tells an organizer that an answer has come, that a recipient asks for time or has not confirmed a receipt, that mail came to a return
     * address, that a proposal waits, or that a review link was refused to a second browser. The mail does not say on which letter. Jobs of
     * an older version lack `of`.
     */
    'tell-organizer': { organizer: string; letter: string; of?: Notice }
  }
}

export function organizerTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    'send-invitation': ({ invitation }, attempt) =>
      sendInvitation(core, mail, Buffer.from(invitation, 'hex'), attempt, clock()),
    'tell-organizer': (notice, attempt) => tellOrganizer(core, mail, notice, attempt),
    'sweep-organizers': async () => {
      await sweepOrganizers(core.db, clock())
      await sweepAnswers(core.db, new Date(clock().getTime() - 86_400_000))
    },
  }
}

export const organizerCrontab = ['* * * * * sweep-organizers']

/** Mails an invitation. Deletes link and address once the mail is sent or has failed for good. */
async function sendInvitation(core: Core, mail: Mail | null, hash: Buffer, attempt: Attempt, now: Date): Promise<void> {
  const row = await invitationToMail(core.db, hash, now)
  if (!row) return forgetInvitationMail(core.db, hash)
  const opened = openInvitationMail(core, hash, row.mail_sealed)
  const result = mail
    ? await mail.send(invitationMail(opened, row.letter_id === null ? 'server' : 'letter', row.expires_at))
    : undefined
  if (result?.outcome === 'passing' && !attempt.last) throw new Error('temporary SMTP failure')
  await forgetInvitationMail(core.db, hash)
}

async function tellOrganizer(
  core: Core,
  mail: Mail | null,
  { organizer, letter, of = 'answer' }: TaskPayloads['tell-organizer'],
  attempt: Attempt,
): Promise<void> {
  const to = await organizerAddress(core, organizer, letter)
  if (!to || !mail) return
  const { outcome } = await mail.send(answerNoticeMail(to, core.config.origin, of))
  if (outcome === 'passing' && !attempt.last) throw new Error('temporary SMTP failure')
}
