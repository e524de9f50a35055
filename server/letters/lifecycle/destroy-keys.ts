import type { Core } from '../../core.ts'
import { keyKinds, type KeyKind } from '../../db/keys/keys.ts'
import { markKeysDestroyed } from './close-queries.ts'

const kindsThatEnd = {
  closed: ['claims'],
  'names-erased': ['names'],
  'draft-erased': ['draft'],
  purged: keyKinds,
} satisfies Record<string, readonly KeyKind[]>

/**
 * What a committed closing or purging still has to do outside the database: the key files. Idempotent, so that it can be repeated after a
 * crash; the flags in the database say that it is done.
 */
export async function destroyKeys(
  { db, keys }: Pick<Core, 'db' | 'keys'>,
  letterId: string,
  state: keyof typeof kindsThatEnd,
): Promise<void> {
  if (state === 'purged') keys.notePurged(letterId)
  for (const kind of kindsThatEnd[state]) keys.destroy(letterId, kind)
  await markKeysDestroyed(db, letterId, kindsThatEnd[state])
}
