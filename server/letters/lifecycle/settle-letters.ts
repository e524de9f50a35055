import type { Core } from '../../core.ts'
import { settleRestored } from '../../db/keys/settle-restored.ts'
import { closeWhere } from './close-letter.ts'
import { lettersWithKeysLeft } from './close-queries.ts'
import { destroyKeys } from './destroy-keys.ts'
import { discardNow } from '../drafting/discard-draft.ts'
import { eraseDraft } from './erase-draft.ts'
import { eraseNames } from './erase-names.ts'
import { purgeNow } from './purge-letter.ts'

/** Ends what a process that died left half-way: closings and purgings that were committed, whose keys are still there. */
export async function finishClosings(core: Core): Promise<void> {
  for (const { id, state } of await lettersWithKeysLeft(core.db))
    await destroyKeys(core, id, state === 'purged' ? 'purged' : 'closed')
}

/** At every start: ends what was left half-way, and closes, purges and discards again what a restored backup brought back. */
export async function settleLetters(core: Core, now: Date): Promise<void> {
  await finishClosings(core)
  await settleRestored(core, {
    discardedBefore: (id) => discardNow(core, id),
    closedBefore: async (id) => {
      await closeWhere(core, id, now, () => true)
      await finishClosings(core)
    },
    purgedBefore: (id) => purgeNow(core, id, now),
    namesGoneBefore: (id) => eraseNames(core, id),
    draftGoneBefore: (id) => eraseDraft(core, id),
  })
}
