import type { Outgoing } from '../../mail/mail.ts'
import { wordsWithoutRequest } from '../../messages/words-without-request.ts'
import type { InvitationMail } from '../secrets.ts'

const introductions = {
  letter: 'organizers-invitation-mail-letter',
  server: 'organizers-invitation-mail-server',
} as const

/** The mail names neither the inviter nor the letter. The page behind the link does. */
export function invitationMail(
  { address, link }: InvitationMail,
  to: keyof typeof introductions,
  until: Date,
): Outgoing {
  const words = wordsWithoutRequest()
  const paragraphs = [
    words.text(introductions[to]),
    link,
    words.text('organizers-invitation-mail-validity', { at: until }),
    words.text('organizers-invitation-mail-unexpected'),
  ]
  return {
    kind: 'organizer',
    to: address,
    subject: words.text('organizers-invitation-mail-subject'),
    text: `${paragraphs.join('\n\n')}\n`,
  }
}

const notices = {
  answer: 'organizers-answer-mail-text',
  returned: 'organizers-returned-mail-text',
  time: 'organizers-time-mail-text',
  waits: 'organizers-waits-mail-text',
  review: 'organizers-review-mail-text',
  'no-receipt': 'organizers-no-receipt-mail-text',
} as const
export type Notice = keyof typeof notices

/** The mail names neither the letter nor a person, because others may read the mailbox. */
export function answerNoticeMail(to: string, origin: string, of: Notice = 'answer'): Outgoing {
  const words = wordsWithoutRequest()
  return {
    kind: 'organizer',
    to,
    subject: words.text('organizers-answer-mail-subject'),
    text: `${words.text(notices[of])}\n\n${origin}/dashboard\n`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}
