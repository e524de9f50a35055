import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { draftingNameRow } from './queries.ts'
import { openDraftingName } from './secrets.ts'

/** Returns the mark of an organizer's own comments on a letter. Undefined if the organizer has written none. */
export async function markOf(
  core: Pick<Core, 'keys'>,
  db: Db,
  letterId: string,
  organizerId: string,
): Promise<string | undefined> {
  return openDraftingName(core, letterId, organizerId, await draftingNameRow(db, letterId, organizerId))?.mark
}
