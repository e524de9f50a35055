import * as Y from 'yjs'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { toMarkdown } from '../../text/document/to-markdown.ts'
import { documentOf } from '../../text/live/document-of.ts'
import { editDocument } from '../../text/live/edit-document.ts'
import { mergeDocuments } from '../../text/live/merge-documents.ts'
import { appendUpdate } from './append-update.ts'
import { setWritten } from './queries.ts'
import { readLive } from './read-live.ts'

/**
 * Makes the shared document of a draft follow a save, if people are typing in it. They keep their place, because only the difference
 * changes, and what they typed since the draft was written stays. The caller holds the letter's lock.
 * @param before the draft's Markdown until now
 * @param text the draft's Markdown from now on
 */
export async function followText(
  core: Pick<Core, 'keys'>,
  trx: Db,
  letterId: string,
  { before, text }: { before: string; text: string },
): Promise<void> {
  const live = await readLive(core, trx, letterId)
  if (!live) return
  const { shared, seq, writtenSeq } = live
  const [saved, held] = [fromMarkdown(text), documentOf(shared)]
  const wanted = writtenSeq < seq ? mergeDocuments(fromMarkdown(before), saved, held) : saved
  // Markdown says some things in several ways. What reads the same needs no change.
  if (toMarkdown(wanted) !== toMarkdown(held)) {
    const known = Y.encodeStateVector(shared)
    editDocument(shared, wanted)
    await appendUpdate(core, trx, live, Y.encodeStateAsUpdate(shared, known))
  }
  if (writtenSeq === seq) await setWritten(trx, letterId)
}
