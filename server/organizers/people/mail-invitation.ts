import type { Core } from '../../core.ts'
import { enqueue } from '../../jobs/queue.ts'
import { Refusal, type Sentence } from '../../refusal.ts'
import { normaliseAddress } from '../../mailbox/addresses-rules.ts'
import { isEmployerDomain } from '../../mailbox/employers-rules.ts'
import { insertInvitationMail, mayMailInvitation } from './invitation-queries.ts'
import { mailsPerInvitedAddressAndHour, mailsPerInviterAndHour } from '../rules.ts'
import { invitationBucket, sealInvitationMail, tokenFrom, tokenHash } from '../secrets.ts'

export interface MailedInvitation {
  address: string
  link: string
  expiresAt: Date
  invitedBy: string
  to: 'letter' | 'server'
  /** Domains of employers that must not be able to read the mail. */
  domains: readonly string[]
}

/**
 * Enqueues the mail with an invitation's link. Address and link are stored sealed until it is sent, and deleted then.
 * Does not look up whether the address has an account.
 * @throws Refusal
 */
export async function mailInvitation(
  core: Core,
  { link, expiresAt, invitedBy, ...typed }: MailedInvitation,
  now: Date,
): Promise<void> {
  if (core.config.values.SMTP_URL === undefined)
    throw refused('This server has no mail server to send with. Leave the address empty, and pass the link on by hand.')
  const { mailTo, normal } = personalAddress(typed)
  const within = async (whose: string, most: number) =>
    mayMailInvitation(core.db, invitationBucket(core, whose, now), core.config.limits ? most : 1_000_000, now)
  if (!(await within(normal, mailsPerInvitedAddressAndHour)))
    throw refused(
      'This address has had several invitations within the hour. Leave it empty, and pass the link on by hand.',
    )
  if (!(await within(`by ${invitedBy}`, mailsPerInviterAndHour)))
    throw refused(
      `You have had ${String(mailsPerInviterAndHour)} invitations mailed within the hour. Leave the address empty, and pass the link on by hand.`,
    )
  const token = tokenFrom(link.slice(link.lastIndexOf('/') + 1))
  if (!token) throw new Error('an invitation without a token')
  const hash = tokenHash(token)
  const mail_sealed = sealInvitationMail(core, hash, { address: mailTo, link })
  await insertInvitationMail(core.db, { token_hash: hash, mail_sealed, expires_at: expiresAt })
  await enqueue(core.db, 'send-invitation', { invitation: hash.toString('hex') }, { maxAttempts: 12 })
}

const employers = { letter: 'An employer of this letter', server: 'An employer that a letter here is about' }

function personalAddress({ address: typed, to, domains }: Pick<MailedInvitation, 'address' | 'to' | 'domains'>) {
  const address = normaliseAddress(typed)
  if (!address.ok) throw refused(address.message)
  if (isEmployerDomain(address.domain, domains))
    throw refused(
      `${employers[to]} can read the mail at ${address.domain}. Use a personal address, or pass the link on by hand.`,
    )
  return address
}

function refused(sentence: Sentence): Refusal {
  return new Refusal('invalid', 'address-not-usable', sentence, 'address')
}
