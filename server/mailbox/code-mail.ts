import type { Outgoing } from '../mail/mail.ts'
import { codeMinutes, formatCode } from './codes-rules.ts'

/**
 * The one mail with a code, the same for every purpose. It says nothing of letters and does not say what the code is for: the mailbox
 * and the gateway's log show only that a code came.
 */
export function codeMail(to: string, code: string): Outgoing {
  return {
    kind: 'code',
    to,
    subject: 'Your code',
    text: [
      `Your code is ${formatCode(code)}`,
      '',
      `It is good for ${codeMinutes} minutes, on the page that asked for it. If you ask again and no newer code comes, this one still works.`,
      '',
      'Nobody asked? Then ignore this mail. Anybody can have a code sent to any address, and without the code nothing happens.',
      '',
    ].join('\n'),
  }
}
