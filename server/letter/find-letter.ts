import type { Core } from '../core.ts'
import { notFoundRefusal } from '../refusal.ts'
import { requestBatcher } from '../concurrency/request-batcher.ts'
import { addressed, type AddressedLetter } from './letter-address.ts'
import { letterByKey } from './queries.ts'
import { quietHash } from './quiet-link.ts'

/** Concurrent requests for the same letter share one query. It starts after the last of them, so that no answer is outdated. */
const read = requestBatcher(async (db, key, hashes: readonly (Buffer | null)[]) => {
  const letter = await letterByKey(db, key, hashes[0] ?? null)
  return hashes.map(() => letter)
})

/** @throws Refusal if no letter has this address, or the letter may not be shown at it */
export async function findLetter(core: Pick<Core, 'db' | 'keys'>, key: string): Promise<AddressedLetter> {
  const letter = /^[A-Za-z0-9_-]{1,80}$/.test(key) ? await read(core.db, key, quietHash(core, key)) : undefined
  if (!letter) throw notFoundRefusal('letter')
  return addressed(core, letter)
}
