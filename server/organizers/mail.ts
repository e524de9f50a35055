import type { Outgoing } from '../mail/mail.ts'
import { formatCode } from '../verification/codes-rules.ts'
import { challengeMinutes } from './rules.ts'

/** As neutral as the mail to signatories: it names no letter, and links nowhere. */
export function signInMail(to: string, code: string): Outgoing {
  return {
    kind: 'code',
    to,
    subject: 'Your code',
    text: [
      `Your code is ${formatCode(code)}`,
      '',
      `It is good for ${challengeMinutes} minutes, on the page that asked for it.`,
      '',
      'Nobody asked? Then ignore this mail. Anybody can have a code sent to any address, and without the code nothing happens.',
      '',
    ].join('\n'),
  }
}
