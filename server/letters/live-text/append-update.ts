import * as Y from 'yjs'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { deleteUpdates, insertUpdate, nextSeq, notifyLive } from './queries.ts'
import { readLive } from './read-live.ts'
import { sealUpdate } from './secrets.ts'

/** So many changes are joined to one. Everybody who opens the text reads the rows. */
const joinEvery = 200

/**
 * Appends a change to a shared document. The caller holds the letter's lock.
 * @returns the number of the change, or undefined if the document was made again, or is gone
 */
export async function appendUpdate(
  core: Pick<Core, 'keys'>,
  trx: Db,
  { letterId, generation }: { letterId: string; generation: string },
  update: Uint8Array,
): Promise<number | undefined> {
  const seq = await nextSeq(trx, letterId, generation)
  if (seq === undefined) return undefined
  await insertUpdate(trx, letterId, seq, sealUpdate(core, { letterId, generation, seq }, update))
  if (seq % joinEvery === 0) await joinUpdates(core, trx, letterId)
  await notifyLive(trx, letterId)
  return seq
}

/** Joins all changes to one. Yjs drops the words that were deleted, and keeps which connection typed which words. */
async function joinUpdates(core: Pick<Core, 'keys'>, trx: Db, letterId: string): Promise<void> {
  const live = await readLive(core, trx, letterId)
  if (!live) return
  await deleteUpdates(trx, letterId, live.seq)
  await insertUpdate(trx, letterId, live.seq, sealUpdate(core, live, Y.encodeStateAsUpdate(live.shared)))
}
