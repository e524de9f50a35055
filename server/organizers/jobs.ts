import type { Core } from '../core.ts'
import { sweepAnswers } from '../db/kept-answers.ts'
import type { Attempt, Tasks } from '../jobs/queue.ts'
import type { Mail } from '../mail/mail.ts'
import { signInMail } from './mail.ts'
import { signInToMail, sweepOrganizers } from './queries.ts'
import { openSignInMail } from './secrets.ts'

declare module '../jobs/queue.ts' {
  interface TaskPayloads {
    'send-sign-in-code': { challenge: string }
    'sweep-organizers': Record<string, never>
  }
}

export function organizerTasks(core: Core, mail: Mail | null, clock: () => Date): Tasks {
  return {
    'send-sign-in-code': ({ challenge }, attempt) =>
      sendCode(core, mail, Buffer.from(challenge, 'hex'), attempt, clock()),
    'sweep-organizers': async () => {
      await sweepOrganizers(core.db, clock())
      await sweepAnswers(core.db, new Date(clock().getTime() - 86_400_000))
    },
  }
}

export const organizerCrontab = ['* * * * * sweep-organizers']

async function sendCode(core: Core, mail: Mail | null, id: Buffer, attempt: Attempt, now: Date): Promise<void> {
  const row = await signInToMail(core.db, id)
  if (!row?.mail_sealed || row.expires_at <= now) return
  const { address, code } = openSignInMail(core, id, row.mail_sealed)
  const handover = mail ? await mail.send(signInMail(address, code)) : undefined
  if (handover?.outcome === 'passing' && !attempt.last) throw new Error('the mail server could not take it just now')
}
