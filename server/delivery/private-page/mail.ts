import type { Outgoing } from '../../mail/mail.ts'
import { wordsWithoutRequest } from '../../messages/words-without-request.ts'

interface Delegation {
  to: string
  link: string
  /** The same for each try, so that mail programs recognize a mail that was sent twice. */
  messageId: string
  recipient: { name: string; office: string }
}

/** The mail to somebody who is to answer for a recipient. It does not say what the letter is about. */
export function delegationMail({ to, link, messageId, recipient: { name, office } }: Delegation): Outgoing {
  const words = wordsWithoutRequest()
  const recipient = office === '' ? name : words.text('copies-name-and-office', { name, office })
  const paragraphs = [
    words.text('responses-delegation-mail-asked', { recipient }),
    link,
    words.text('responses-delegation-mail-code'),
    words.text('responses-delegation-mail-end', { name }),
  ]
  return {
    kind: 'delivery',
    to,
    messageId,
    subject: words.text('responses-delegation-mail-subject'),
    text: `${paragraphs.join('\n\n')}\n`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}
