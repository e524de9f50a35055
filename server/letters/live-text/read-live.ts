import * as Y from 'yjs'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { liveOf, updatesAfter } from './queries.ts'
import { openUpdate } from './secrets.ts'

/** The shared document of a draft, as of its last stored change. */
export interface LiveText {
  letterId: string
  generation: string
  seq: number
  writtenSeq: number
  shared: Y.Doc
  /** Stored changes that were read. */
  rows: number
}

/** Returns the shared document of a draft, if there is one. The caller holds the letter's lock, or reads what is stored just now. */
export async function readLive(core: Pick<Core, 'keys'>, db: Db, letterId: string): Promise<LiveText | null> {
  const live = await liveOf(db, letterId)
  if (!live) return null
  const shared = new Y.Doc()
  const rows = await updatesAfter(db, letterId, 0)
  shared.transact(() => {
    for (const { seq, sealed } of rows) {
      if (seq > live.last_seq) continue
      Y.applyUpdate(shared, openUpdate(core, { letterId, generation: live.generation, seq }, sealed))
    }
  })
  return {
    letterId,
    generation: live.generation,
    seq: live.last_seq,
    writtenSeq: live.written_seq,
    shared,
    rows: rows.length,
  }
}
