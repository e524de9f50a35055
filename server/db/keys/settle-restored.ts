import type { Keys } from './keys.ts'
import { leftOverKeys, letterFlags } from './letter-keys.ts'
import type { Db } from '../pool.ts'

/** What to do again, each by the letter's id. */
export interface Settling {
  discardedBefore: (letterId: string) => Promise<void>
  closedBefore: (letterId: string) => Promise<void>
  /** Called for a letter that is closed, after closedBefore where it was not. */
  purgedBefore: (letterId: string) => Promise<void>
  namesGoneBefore: (letterId: string) => Promise<void>
  draftGoneBefore: (letterId: string) => Promise<void>
}

/**
 * A restored backup may hold letters as they were before they were closed, purged or discarded. Only tombstones tell: they are no part of
 * a backup. An absent key tells nothing. Called at every start, since nothing else knows that a backup was restored.
 */
export async function settleRestored({ db, keys }: { db: Db; keys: Keys }, settling: Settling): Promise<void> {
  const letters = await letterFlags(db)
  for (const { letter, kind } of leftOverKeys(letters, keys)) keys.destroy(letter, kind)
  for (const letter of letters) {
    const { id, state, claims_key_destroyed, names_key_destroyed, draft_key_destroyed } = letter
    if (state === 'purged') continue
    if (state === 'draft') {
      if (keys.stateOf(id, 'draft') === 'destroyed') await settling.discardedBefore(id)
      continue
    }
    if (!claims_key_destroyed && keys.stateOf(id, 'claims') === 'destroyed') await settling.closedBefore(id)
    if (keys.wasPurged(id)) {
      await settling.purgedBefore(id)
      continue
    }
    if (!names_key_destroyed && keys.stateOf(id, 'names') === 'destroyed') await settling.namesGoneBefore(id)
    if (!draft_key_destroyed && keys.stateOf(id, 'draft') === 'destroyed') await settling.draftGoneBefore(id)
  }
}
