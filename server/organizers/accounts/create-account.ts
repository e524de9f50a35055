import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import { organizerByTag, insertOrganizer, type OrganizerRow } from '../queries.ts'
import { organizerTag, sealOrganizerAddress } from '../secrets.ts'

/** Returns the account of a proved address, and creates it if there is none. */
export async function createAccount(
  core: Pick<Core, 'db' | 'keys'>,
  { normal, mailTo, name }: { normal: string; mailTo: string; name: string },
  now: Date,
): Promise<OrganizerRow> {
  const tag = organizerTag(core, normal)
  const known = await organizerByTag(core.db, tag)
  if (known) return known
  return insertOrganizer(core.db, {
    address_tag: tag,
    address_sealed: sealOrganizerAddress(core, tag, mailTo),
    name,
    created_on: dayOf(now),
  })
}
