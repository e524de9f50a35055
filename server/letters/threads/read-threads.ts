import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { sealedPassages, threadRows } from './queries.ts'
import type { Thread } from './rules.ts'
import { openAnchors, openThread } from './secrets.ts'

/** Returns the threads of a letter's draft by number. Empty after the letter is discarded or purged. */
export async function readThreads(core: Pick<Core, 'keys'>, db: Db, letterId: string): Promise<Thread[]> {
  const [rows, passages] = [await threadRows(db, letterId), await sealedPassages(db, letterId)]
  const anchors = openAnchors(core, letterId, passages)
  return rows.flatMap((row) => {
    const content = openThread(core, row)
    return content ? [{ ...content, number: row.number, anchor: anchors[row.number] ?? null }] : []
  })
}
