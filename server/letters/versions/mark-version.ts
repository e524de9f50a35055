import type { Core } from '../../core.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { deleteMark, insertMark } from './queries.ts'
import type { VersionPlace } from './rules.ts'

/**
 * Sets or takes off the organizer's mark that they have read a version. Idempotent.
 * @throws Refusal
 */
export async function markVersion(core: Core, organizerId: string, place: VersionPlace, read: boolean): Promise<void> {
  await authorizeLetter(core, organizerId, place.letter_id, 'read')
  const found = await (read ? insertMark : deleteMark)(core.db, place, organizerId)
  if (!found) throw notFoundRefusal('version')
}
