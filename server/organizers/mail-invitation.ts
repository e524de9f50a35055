import type { Core } from '../core.ts'
import { openDraft } from '../common/letter-secrets.ts'
import type { Row } from '../db/schema.ts'
import { enqueue } from '../jobs/queue.ts'
import { Refusal } from '../refusal.ts'
import { normaliseAddress } from '../verification/addresses-rules.ts'
import { isEmployerDomain } from '../verification/employers-rules.ts'
import { insertInvitationMail, mayMailInvitation, publishedDomainsOf } from './invitation-queries.ts'
import { mailsPerInvitedAddressAndHour } from './rules.ts'
import { invitationBucket, sealInvitationMail, tokenFrom, tokenHash } from './secrets.ts'

/** Has an invitation's link mailed. Address and link lie sealed in the queue's keeping until that is done, and nowhere after. */
export async function mailInvitation(
  core: Core,
  letter: Row<'letter'>,
  { address, link, expiresAt }: { address: string; link: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  if (core.config.values.SMTP_URL === undefined)
    throw refused('This server has no mail server to send with. Leave the address empty, and pass the link on by hand.')
  const { mailTo, normal } = await personalAddress(core, letter, address)
  const most = core.config.limits ? mailsPerInvitedAddressAndHour : 1_000_000
  if (!(await mayMailInvitation(core.db, invitationBucket(core, normal, now), most, now)))
    throw refused(
      'This address has had several invitations within the hour. Leave it empty, and pass the link on by hand.',
    )
  const token = tokenFrom(link.slice(link.lastIndexOf('/') + 1))
  if (!token) throw new Error('an invitation without a token')
  const hash = tokenHash(token)
  const mail_sealed = sealInvitationMail(core, hash, { address: mailTo, link })
  await insertInvitationMail(core.db, { token_hash: hash, mail_sealed, expires_at: expiresAt })
  await enqueue(core.db, 'send-invitation', { invitation: hash.toString('hex') }, { maxAttempts: 12 })
}

async function personalAddress(core: Core, letter: Row<'letter'>, typed: string) {
  const address = normaliseAddress(typed)
  if (!address.ok) throw refused(address.message)
  const drafted = openDraft(core, letter).employers.flatMap(({ domains }) => domains)
  const domains = [...drafted, ...(await publishedDomainsOf(core.db, letter.id))]
  if (isEmployerDomain(address.domain, domains))
    throw refused(
      `An employer of this letter can read the mail at ${address.domain}. Use a personal address, or pass the link on by hand.`,
    )
  return address
}

function refused(sentence: string): Refusal {
  return new Refusal('invalid', 'address-not-usable', sentence, 'address')
}
