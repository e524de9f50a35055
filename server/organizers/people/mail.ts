import { inWordsWithTime } from '../../http/helpers.ts'
import type { Outgoing } from '../../mail/mail.ts'
import type { InvitationMail } from '../secrets.ts'

const invitedTo = {
  letter: 'Somebody who organizes an open letter invites you to help. This link shows who it is and which letter:',
  server:
    'Somebody who organizes open letters invites you to make an account for letters of your own. This link shows who it is:',
}

/** The mail names neither the inviter nor the letter. The page behind the link does. */
export function invitationMail({ address, link }: InvitationMail, to: keyof typeof invitedTo, until: Date): Outgoing {
  return {
    kind: 'organizer',
    to: address,
    subject: 'An invitation to organize',
    text: [
      invitedTo[to],
      '',
      link,
      '',
      `It is good for one person, until ${inWordsWithTime(until)}. Do not pass it on: whoever has it can use it.`,
      '',
      'You expected nothing like this? Then ignore this mail. Without the link nothing happens, and your address has not been kept.',
      '',
    ].join('\n'),
  }
}
/** The mail names neither the letter nor the author of the answer, because others may read the mailbox. */
export function answerNoticeMail(to: string, origin: string): Outgoing {
  return {
    kind: 'organizer',
    to,
    subject: 'Something new at your dashboard',
    text: ['Somebody has answered a letter that you organize. Sign in to read it:', '', `${origin}/dashboard`, ''].join(
      '\n',
    ),
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}
