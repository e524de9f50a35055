import type { Core } from '../core.ts'
import { settleRestored } from '../db/settle-restored.ts'
import { closeWhere } from './close-letter.ts'
import { lettersWithKeysLeft } from './close-queries.ts'
import { destroyKeys } from './destroy-keys.ts'
import { eraseNames } from './erase-names.ts'
import { letterById } from '../common/letter-queries.ts'
import { purgeNow } from './purge-letter.ts'

/** Ends what a process that died left half-way: closings and purgings that were committed, whose keys are still there. */
export async function finishClosings(core: Core): Promise<void> {
  for (const { id, state } of await lettersWithKeysLeft(core.db))
    await destroyKeys(core, id, state === 'purged' ? 'purged' : 'closed')
}

/** At every start: ends what was left half-way, and closes and purges again what a restored backup brought back. */
export async function settleLetters(core: Core, now: Date): Promise<void> {
  await finishClosings(core)
  await settleRestored(core, {
    closedBefore: async (id) => {
      await closeWhere(core, id, now, () => true)
      await finishClosings(core)
    },
    namesGoneBefore: (id) => namesGoneBefore(core, id, now),
  })
}

async function namesGoneBefore(core: Core, id: string, now: Date): Promise<void> {
  const letter = await letterById(core.db, id)
  if (letter?.state === 'closed' && core.keys.wasPurged(id)) await purgeNow(core, id, now)
  else await eraseNames(core, id)
}
