import type { Core } from '../../core.ts'
import { normaliseAddress } from '../../mailbox/addresses.ts'
import { isEmployerDomain } from '../../mailbox/employers.ts'
import { Refusal } from '../../refusal.ts'
import { addressAtEmployerRefusal } from '../organizer-address.ts'
import { memberLetters } from '../people/invitation-queries.ts'
import { domainsOf } from '../people/invite.ts'
import { publicEmployerDomains } from '../queries.ts'
import type { SignInAddress } from '../secrets.ts'

/**
 * Reads an address that an organizer wants to use. The rules are those of a new account, and those of joining each letter that the
 * organizer works on. Does not look up whether the address has an account.
 * @throws Refusal
 */
export async function newAddress(core: Core, organizerId: string, typed: string): Promise<SignInAddress> {
  const address = normaliseAddress(typed, { use: 'personal', mineAlone: true })
  if (!address.ok) throw new Refusal('invalid', 'address-not-usable', address.message, 'address')
  if (await isReadableByEmployer(core, organizerId, address.domain)) throw addressAtEmployerRefusal(address.domain)
  return { address: address.mailTo, normal: address.normal }
}

/** Returns true if an employer of a public letter, or of a letter of this organizer, can read mail at the domain. */
export async function isReadableByEmployer(core: Core, organizerId: string, domain: string): Promise<boolean> {
  const letters = await memberLetters(core.db, organizerId)
  const own = await Promise.all(letters.map((letter) => domainsOf(core, letter)))
  return isEmployerDomain(domain, [...(await publicEmployerDomains(core.db)), ...own.flat()])
}
