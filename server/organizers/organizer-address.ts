import type { Core } from '../core.ts'
import { membershipOf } from './member-queries.ts'
import { organizerById } from './queries.ts'
import { openOrganizerAddress } from './secrets.ts'

/** Where to write to an organizer of this letter; null for everybody else. */
export async function organizerAddress(
  core: Pick<Core, 'db' | 'keys'>,
  organizerId: string,
  letterId: string,
): Promise<string | null> {
  if (!(await membershipOf(core.db, organizerId, letterId))) return null
  const organizer = await organizerById(core.db, organizerId)
  return organizer ? openOrganizerAddress(core, organizer.address_tag, organizer.address_sealed) : null
}
