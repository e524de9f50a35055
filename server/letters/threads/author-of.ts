import { randomBytes } from 'node:crypto'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { draftingNameOf } from './drafting-name-of.ts'
import { draftingNameRow, putDraftingName } from './queries.ts'
import type { Author } from './rules.ts'
import { openDraftingName, sealDraftingName } from './secrets.ts'

/**
 * Returns an organizer as the author of comments on a letter. The first time, it makes the random mark by which the organizer's own
 * comments are found again. A mark that were computed from the account would still lead to it after the organizer has left.
 *
 * The caller holds the letter's lock.
 */
export async function authorOf(
  core: Pick<Core, 'keys'>,
  trx: Db,
  letterId: string,
  organizerId: string,
): Promise<Author> {
  const name = await draftingNameOf(core, trx, letterId, organizerId)
  const kept = openDraftingName(core, letterId, organizerId, await draftingNameRow(trx, letterId, organizerId))
  if (kept) return { name, mark: kept.mark }
  const mark = randomBytes(16).toString('base64url')
  const sealed = sealDraftingName(core, letterId, organizerId, { name: null, mark })
  await putDraftingName(trx, { letter_id: letterId, organizer_id: organizerId, sealed })
  return { name, mark }
}
