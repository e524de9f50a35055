import * as Y from 'yjs'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { toMarkdown } from '../../text/document/to-markdown.ts'
import { documentOf } from '../../text/live/document-of.ts'
import { editDocument } from '../../text/live/edit-document.ts'
import { appendUpdate } from './append-update.ts'
import { setWritten } from './queries.ts'
import { readLive } from './read-live.ts'

/**
 * Makes the shared document of a draft say what was saved, if people are typing in it. They keep their place, because only the
 * difference changes. The caller holds the letter's lock.
 */
export async function followText(core: Pick<Core, 'keys'>, trx: Db, letterId: string, text: string): Promise<void> {
  const live = await readLive(core, trx, letterId)
  if (!live) return
  const { shared } = live
  // Markdown says some things in several ways. What reads the same needs no change.
  const wanted = fromMarkdown(text)
  if (toMarkdown(wanted) !== toMarkdown(documentOf(shared))) {
    const before = Y.encodeStateVector(shared)
    editDocument(shared, wanted)
    await appendUpdate(core, trx, live, Y.encodeStateAsUpdate(shared, before))
  }
  await setWritten(trx, letterId)
}
