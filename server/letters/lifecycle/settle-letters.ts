import type { Core } from '../../core.ts'
import { settleRestored } from '../../db/keys/settle-restored.ts'
import { closeWhere } from './close-letter.ts'
import { lettersWithKeysLeft } from './close-queries.ts'
import { destroyKeys } from './destroy-keys.ts'
import { beginLogsLate } from '../../signatures/batch/begin-log-late.ts'
import { eraseDraftNow } from '../drafting/erase-discarded.ts'
import { eraseDraft } from './erase-draft.ts'
import { eraseNames } from './erase-names.ts'
import { purgeNow } from './purge-letter.ts'
import { restoreCopies } from './restore-copies.ts'
import { finishTogether, lapseNow } from '../../together/end-together.ts'

/** Destroys the keys of committed closings, purges, and ends of a waiting, if a crash came between the two. */
export async function finishClosings(core: Core): Promise<void> {
  await finishTogether(core)
  for (const { id, state } of await lettersWithKeysLeft(core.db))
    await destroyKeys(core, id, state === 'purged' ? 'purged' : 'closed')
}

/**
 * Runs at every start. Finishes what a crash interrupted, and repeats closings, purges and discards that a restored backup undid.
 */
export async function settleLetters(core: Core, now: Date): Promise<void> {
  await finishClosings(core)
  await restoreCopies(core, now)
  await beginLogsLate(core, now)
  await settleRestored(core, {
    discardedBefore: (id) => eraseDraftNow(core, id),
    closedBefore: async (id) => {
      await closeWhere(core, id, now, () => true)
      await finishClosings(core)
    },
    purgedBefore: (id) => purgeNow(core, id, now),
    namesGoneBefore: (id) => eraseNames(core, id),
    draftGoneBefore: (id) => eraseDraft(core, id),
    togetherGoneBefore: (id) => lapseNow(core, id, now),
  })
  // A copy may have brought back the end of a waiting.
  await finishTogether(core)
}
