import { challengeToken } from '../common/challenge-token.ts'
import type { Core } from '../core.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { enqueue } from '../jobs/queue.ts'
import { Refusal } from '../refusal.ts'
import { normaliseAddress } from '../verification/addresses-rules.ts'
import { newCode } from '../verification/codes-rules.ts'
import { isEmployerDomain } from '../verification/employers-rules.ts'
import { openSignIn, publicEmployerDomains } from './queries.ts'
import { challengeMinutes } from './rules.ts'
import { organizerTag, sealSignInMail, signInBucket, signInCodeMac } from './secrets.ts'

/** Mails a code. The answer is the same for an address with an account and for one without: nobody looks. */
export async function askToSignIn(core: Core, typed: string, now: Date): Promise<{ challenge: string }> {
  const address = await personalAddress(core, typed)
  const id = randomId()
  const code = newCode()
  const challenge = {
    id,
    tag: organizerTag(core, address.normal),
    mac: signInCodeMac(core, id, code),
    mailSealed: sealSignInMail(core, id, { address: address.mailTo, normal: address.normal, code }),
    bucket: signInBucket(core, address.normal, now),
    expiresAt: new Date(now.getTime() + challengeMinutes * 60_000),
  }
  const epoch = await core.db.transaction().execute(async (trx) => {
    const opened = await openSignIn(trx, challenge, now, core.config.limits)
    if (opened.allowed) await enqueue(trx, 'send-sign-in-code', { challenge: id.toString('hex') }, { maxAttempts: 6 })
    return opened.epoch
  })
  return { challenge: challengeToken(id, epoch) }
}

async function personalAddress({ db }: Core, typed: string) {
  const address = normaliseAddress(typed)
  if (!address.ok) throw new Refusal('invalid', 'address-not-usable', address.message, 'address')
  if (isEmployerDomain(address.domain, await publicEmployerDomains(db))) throw atEmployer(address.domain)
  return address
}

export function atEmployer(domain: string): Refusal {
  return new Refusal(
    'invalid',
    'address-at-employer',
    `A letter here is addressed to people at ${domain}. Whoever runs its mail can read what arrives there, so use a personal address that no employer can read.`,
    'address',
  )
}
