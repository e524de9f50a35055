import type { Core } from '../core.ts'
import { markKeysDestroyed } from './close-queries.ts'

/**
 * What a committed closing or purging still has to do outside the database: the key files. Done again after a crash, it does no
 * harm; the mark says that nobody has to any more.
 */
export async function destroyKeys(
  { db, keys }: Pick<Core, 'db' | 'keys'>,
  letterId: string,
  state: 'closed' | 'names-erased' | 'purged',
): Promise<void> {
  if (state === 'purged') keys.notePurged(letterId)
  if (state !== 'names-erased') keys.destroyClaims(letterId)
  if (state !== 'closed') keys.destroyNames(letterId)
  await markKeysDestroyed(db, letterId, {
    ...(state !== 'names-erased' && { claims_key_destroyed: true }),
    ...(state !== 'closed' && { names_key_destroyed: true }),
  })
}
