import { askForCode, type OpenedChallenge } from '../../mailbox/ask-for-code.ts'
import { codeTag } from '../../mailbox/mailed-code-secrets.ts'
import type { Core } from '../../core.ts'
import { Refusal } from '../../refusal.ts'
import { normaliseAddress } from '../../mailbox/addresses.ts'
import { isEmployerDomain } from '../../mailbox/employers.ts'
import { newSignInChallenge, publicEmployerDomains } from '../queries.ts'
import { sealSignInAddress } from '../secrets.ts'
import { addressAtEmployerRefusal } from '../organizer-address.ts'

/**
 * Mails a code for signing in. Does not look up the account, so the answer is the same for every address.
 * @throws Refusal if the address is unusable or belongs to an employer of a public letter
 */
export async function askToSignIn(
  core: Core,
  {
    address: typed,
    mineAlone = false,
    once,
  }: { address: string; mineAlone?: boolean | undefined; once?: Buffer | undefined },
  now: Date,
): Promise<{ challenge: string }> {
  const { normal, mailTo: address } = await personalAddress(core, typed, mineAlone)
  const tag = codeTag(core, 'sign-in', normal)
  const challengeOf = (opened: OpenedChallenge) => {
    const address_sealed = sealSignInAddress(core, opened.id, { address, normal })
    return [newSignInChallenge(core.db, { ...opened, tag, address_sealed })]
  }
  const { challenge } = await askForCode(core, { tag, address, once }, challengeOf, now)
  return { challenge }
}

async function personalAddress({ db }: Core, typed: string, mineAlone: boolean) {
  const address = normaliseAddress(typed, { use: 'personal', mineAlone })
  if (!address.ok) {
    const code = address.reason === 'unclear' ? 'address-perhaps-shared' : 'address-not-usable'
    throw new Refusal('invalid', code, address.message, 'address')
  }
  if (isEmployerDomain(address.domain, await publicEmployerDomains(db))) throw addressAtEmployerRefusal(address.domain)
  return address
}
