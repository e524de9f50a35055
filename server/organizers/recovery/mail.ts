import type { Outgoing } from '../../mail/mail.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { say, type Message } from '../../messages/message.ts'
import { wordsWithoutRequest } from '../../messages/words-without-request.ts'
import { waitingHours } from './rules.ts'
import type { AccountNotice, NoticeKind } from './secrets.ts'

const told: Record<NoticeKind, Message> = {
  'codes-made': say('recovery-mail-codes-made', { hours: waitingHours }),
  'code-used': say('recovery-mail-code-used'),
  'address-waits': say('recovery-mail-address-waits', { hours: waitingHours }),
  'address-changed': say('recovery-mail-address-changed'),
  'operator-link': say('recovery-mail-operator-link'),
  'operator-link-used': say('recovery-mail-operator-link-used'),
  'passkey-added': say('passkeys-mail-added'),
  'passkey-removed': say('passkeys-mail-removed'),
}

const links: Partial<Record<NoticeKind, string>> = {
  // The address of an account that has moved cannot sign in any more.
  'address-changed': '/organizers/recovery',
  'passkey-added': '/organizers/account/passkeys',
  'passkey-removed': '/organizers/account/passkeys',
}

/** The mail names no letter, no person and no other address, because others may read the mailbox. */
export function accountNoticeMail({ to, kind }: AccountNotice, origin: string): Outgoing {
  const words = wordsWithoutRequest()
  const link = links[kind] ?? '/organizers/account/recovery'
  return {
    kind: 'organizer',
    to,
    subject: words.text('recovery-mail-subject'),
    text: `${formatSentence(told[kind], words)}\n\n${origin}${link}\n`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

export function ownerNoticeMail(to: string, origin: string): Outgoing {
  const words = wordsWithoutRequest()
  return {
    kind: 'organizer',
    to,
    subject: words.text('recovery-owner-mail-subject'),
    text: `${words.text('recovery-owner-mail-text')}\n\n${origin}/dashboard\n`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}
