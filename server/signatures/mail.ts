import type { Outgoing } from '../mail/mail.ts'
import { formatCode } from '../verification/codes-rules.ts'
import { challengeMinutes } from './rules.ts'

/** The mail with a code says nothing of letters: whoever reads the mailbox or the gateway's log learns only that a code came. */
export function codeMail(to: string, code: string): Outgoing {
  return {
    kind: 'code',
    to,
    subject: 'Your code',
    text: [
      `Your code is ${formatCode(code)}`,
      '',
      `It is good for ${String(challengeMinutes)} minutes, on the page that asked for it.`,
      '',
      'Nobody asked? Then ignore this mail. Anybody can have a code sent to any address, and without the code nothing happens.',
      '',
    ].join('\n'),
  }
}
