import type { Outgoing } from '../mail/mail.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import { formatCode } from './codes.ts'

/**
 * The one mail with a code, the same for every purpose. It names no letter and no purpose, so a mailbox and a gateway's log reveal
 * only that a code came.
 */
export function codeMail(to: string, code: string): Outgoing {
  const words = wordsWithoutRequest()
  return {
    kind: 'code',
    to,
    subject: words.text('mailbox-code-mail-subject'),
    text: [
      words.text('mailbox-code-mail-code', { code: formatCode(code) }),
      '',
      words.text('mailbox-code-mail-use'),
      '',
      words.text('mailbox-code-mail-unasked'),
      '',
    ].join('\n'),
  }
}
