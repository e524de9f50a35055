import type { Core } from '../../core.ts'
import { setNamesChecked } from '../doubtful-name-queries.ts'
import { letterToModerate, type ModeratorOf } from './letter-to-moderate.ts'

/**
 * Notes that a moderator has looked at all names that do not resemble their addresses, as the list showed them.
 * @param asOf the batch of that list, as ISO 8601
 * @returns `changed` if a batch came in between, so that the list may hold names that the moderator has not seen
 */
export async function noteNamesChecked(
  { db }: Pick<Core, 'db'>,
  { letterId }: Pick<ModeratorOf, 'letterId'>,
  asOf: string,
): Promise<'noted' | 'changed'> {
  return db.transaction().execute(async (trx) => {
    const letter = await letterToModerate(trx, letterId)
    if (letter.as_of?.toISOString() !== asOf) return 'changed'
    await setNamesChecked(trx, letterId)
    return 'noted'
  })
}
