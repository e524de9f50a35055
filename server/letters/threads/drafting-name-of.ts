import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { organizerById } from '../../organizers/queries.ts'
import { draftingNameRow } from './queries.ts'
import { openDraftingName } from './secrets.ts'

/** Returns an organizer's name in a letter's draft: the one chosen for this draft, or else the name of the account. */
export async function draftingNameOf(
  core: Pick<Core, 'keys'>,
  db: Db,
  letterId: string,
  organizerId: string,
): Promise<string> {
  const chosen = openDraftingName(core, letterId, organizerId, await draftingNameRow(db, letterId, organizerId))
  return chosen?.name ?? (await organizerById(db, organizerId))?.name ?? ''
}
