import * as Y from 'yjs'
import type { Core } from '../../core.ts'
import { appendUpdate } from '../live-text/append-update.ts'
import { editingSessions, lockDrafted } from '../live-text/queries.ts'

/** A change of the document that one session sent. */
export interface TypedBy {
  session: string
  update: Uint8Array
}

export interface Stored {
  /** Null if nothing was stored, because none of the sessions may edit the letter. */
  seq: number | null
  /** Sessions whose changes are stored. The others have ended, or may not edit the letter any more. */
  sessions: string[]
}

/**
 * Stores what several sessions typed as one change, because each commit with a notification takes a lock on the whole database.
 * @returns null if the letter is no draft any more, or its shared document was made again
 */
export async function storeTyped(
  core: Core,
  place: { letterId: string; generation: string },
  typed: readonly TypedBy[],
  now: Date,
): Promise<Stored | null> {
  return core.db.transaction().execute(async (trx) => {
    if (!(await lockDrafted(trx, place.letterId))) return null
    const all = [...new Set(typed.map(({ session }) => session))]
    const sessions = await editingSessions(trx, place.letterId, all, now)
    const updates = typed.filter(({ session }) => sessions.includes(session)).map(({ update }) => update)
    if (updates.length === 0) return { seq: null, sessions: [] }
    const seq = await appendUpdate(core, trx, place, Y.mergeUpdates(updates))
    return seq === undefined ? null : { seq, sessions }
  })
}
