import type { Core } from '../../core.ts'
import { enqueue } from '../../jobs/queue.ts'
import { Refusal, say, type Sentence } from '../../refusal.ts'
import { normaliseAddress } from '../../mailbox/addresses.ts'
import { isEmployerDomain } from '../../mailbox/employers.ts'
import { insertInvitationMail } from './invitation-queries.ts'
import { countMail } from '../../mailbox/allowance-queries.ts'
import { mailsPerInvitedAddressAndHour, mailsPerInviterAndHour } from '../rules.ts'
import { invitationBucket, sealInvitationMail, tokenFrom, tokenHash } from '../secrets.ts'
import { domainInWords } from '../../mailbox/domain-in-words.ts'

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
  if (core.config.values.SMTP_URL === undefined) throw refused(say('organizers-invitation-no-mail-server'))
  const { mailTo, normal } = personalAddress(typed)
  const within = async (whose: string, most: number) =>
    countMail(core.db, invitationBucket(core, whose, now), core.config.limits ? most : 1_000_000, now)
  if (!(await within(normal, mailsPerInvitedAddressAndHour))) throw refused(say('organizers-invitation-address-limit'))
  if (!(await within(`by:${invitedBy}`, mailsPerInviterAndHour)))
    throw refused(say('organizers-invitation-inviter-limit', { most: mailsPerInviterAndHour }))
  const token = tokenFrom(link.slice(link.lastIndexOf('/') + 1))
  if (!token) throw new Error('an invitation without a token')
  const hash = tokenHash(token)
  const mail_sealed = sealInvitationMail(core, hash, { address: mailTo, link })
  await insertInvitationMail(core.db, { token_hash: hash, mail_sealed, expires_at: expiresAt })
  await enqueue(core.db, 'send-invitation', { invitation: hash.toString('hex') }, { maxAttempts: 12 })
}

/**
 * Checks the address of an invitation that is mailed later.
 * @throws Refusal
 */
export function checkInvited(core: Core, invited: Pick<MailedInvitation, 'address' | 'to' | 'domains'>): void {
  if (core.config.values.SMTP_URL === undefined) throw refused(say('organizers-invitation-no-mail-server'))
  personalAddress(invited)
}

const readable = {
  letter: 'organizers-invitation-readable-letter',
  server: 'organizers-invitation-readable-server',
} as const

function personalAddress({ address: typed, to, domains }: Pick<MailedInvitation, 'address' | 'to' | 'domains'>) {
  // The inviter cannot know who else reads the mailbox. The person who signs in with it is asked.
  const address = normaliseAddress(typed, { use: 'personal', mineAlone: true })
  if (!address.ok) throw refused(address.reason === 'role' ? say('organizers-invitation-shared') : address.message)
  if (isEmployerDomain(address.domain, domains))
    throw refused(say(readable[to], { domain: domainInWords(address.domain) }))
  return address
}

function refused(sentence: Sentence): Refusal {
  return new Refusal('invalid', 'address-not-usable', sentence, 'address')
}
