import type { Core } from '../core.ts'
import { Refusal, say } from '../refusal.ts'
import { membershipOf } from './member-queries.ts'
import { organizerById } from './queries.ts'
import { openOrganizerAddress } from './secrets.ts'
import { domainInWords } from '../mailbox/domain-in-words.ts'

/** Returns the mail address of an organizer of this letter, or null if the person does not organize it. */
export async function organizerAddress(
  core: Pick<Core, 'db' | 'keys'>,
  organizerId: string,
  letterId: string,
): Promise<string | null> {
  if (!(await membershipOf(core.db, organizerId, letterId))) return null
  const organizer = await organizerById(core.db, organizerId)
  return organizer ? openOrganizerAddress(core, organizer.address_tag, organizer.address_sealed) : null
}

export function addressAtEmployerRefusal(domain: string): Refusal {
  return new Refusal(
    'invalid',
    'address-at-employer',
    say('organizers-address-at-employer', { domain: domainInWords(domain) }),
    'address',
  )
}
