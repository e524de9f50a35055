import type { Keys } from './keys.ts'
import { leftOverKeys, letterFlags, waits } from './letter-keys.ts'
import type { Db } from '../pool.ts'

/** Actions to repeat, each for the id of a letter. */
export interface Settling {
  discardedBefore: (letterId: string) => Promise<void>
  closedBefore: (letterId: string) => Promise<void>
  /** Called for a closed letter, after closedBefore if the letter was open. */
  purgedBefore: (letterId: string) => Promise<void>
  namesGoneBefore: (letterId: string) => Promise<void>
  draftGoneBefore: (letterId: string) => Promise<void>
  /** The held names were revealed or erased, and the letter's log does not say which. */
  togetherGoneBefore: (letterId: string) => Promise<void>
}

/**
 * Repeats closings, purges and discards that a restored backup has undone. Runs at every start, because nothing records a restore.
 * Only tombstones prove that something was destroyed, because they are not part of a backup. An absent key proves nothing.
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
    if (waits(letter) && keys.stateOf(id, 'together') === 'destroyed') await settling.togetherGoneBefore(id)
    if (keys.wasPurged(id)) {
      await settling.purgedBefore(id)
      continue
    }
    if (!names_key_destroyed && keys.stateOf(id, 'names') === 'destroyed') await settling.namesGoneBefore(id)
    if (!draft_key_destroyed && keys.stateOf(id, 'draft') === 'destroyed') await settling.draftGoneBefore(id)
  }
}
