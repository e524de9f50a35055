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
 * Destroys the key files that a committed closing, erasure or purge no longer needs. Then records this in the database.
 * Idempotent: a crash before the record leads to a repeat.
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
