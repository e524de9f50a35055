import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { Refusal, say } from '../refusal.ts'
import { isEmployerDomain } from '../mailbox/employers.ts'
import { addressesOf } from './member-queries.ts'
import { openOrganizerAddress } from './secrets.ts'

/**
 * Refuses a text if an employer that it names can read an organizer's mailbox. Runs before publication.
 * @throws Refusal
 */
export async function refuseMembersAt(
  core: Pick<Core, 'keys'>,
  trx: Db,
  letterId: string,
  domains: readonly string[],
): Promise<void> {
  const members = await addressesOf(trx, letterId)
  const readable = members.filter(({ address_tag, address_sealed }) => {
    const address = openOrganizerAddress(core, address_tag, address_sealed)
    return isEmployerDomain(address.slice(address.lastIndexOf('@') + 1), domains)
  })
  if (readable.length === 0) return
  const names = readable.map(({ name }) => name)
  throw new Refusal('conflict', 'organizer-at-employer', say('refusal-organizer-at-employer', { names }))
}
