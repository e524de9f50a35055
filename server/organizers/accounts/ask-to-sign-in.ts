import { challengeToken } from '../../mailbox/challenge-token.ts'
import { mailCode, newChallenge } from '../../mailbox/mail-code.ts'
import type { Core } from '../../core.ts'
import { Refusal } from '../../refusal.ts'
import { normaliseAddress } from '../../mailbox/addresses-rules.ts'
import { isEmployerDomain } from '../../mailbox/employers-rules.ts'
import { openSignIn, publicEmployerDomains } from '../queries.ts'
import { sealSignInAddress } from '../secrets.ts'
import { addressAtEmployerRefusal } from '../organizer-address.ts'

/**
 * Mails a code for signing in. Does not look up the account, so the answer is the same for every address.
 * @throws Refusal if the address is unusable or belongs to an employer of a public letter
 */
export async function askToSignIn(core: Core, typed: string, now: Date): Promise<{ challenge: string }> {
  const { normal, mailTo: address } = await personalAddress(core, typed)
  const challenge = newChallenge(core, 'sign-in', normal, now)
  const { id, tag } = challenge
  const sealed = sealSignInAddress(core, id, { address, normal })
  const epoch = await core.db.transaction().execute(async (trx) => {
    await openSignIn(trx, { ...challenge, address_sealed: sealed })
    return mailCode(core, trx, { tag, address }, now)
  })
  return { challenge: challengeToken(id, epoch) }
}

async function personalAddress({ db }: Core, typed: string) {
  const address = normaliseAddress(typed)
  if (!address.ok) throw new Refusal('invalid', 'address-not-usable', address.message, 'address')
  if (isEmployerDomain(address.domain, await publicEmployerDomains(db))) throw addressAtEmployerRefusal(address.domain)
  return address
}
