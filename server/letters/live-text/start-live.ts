import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { editDocument } from '../../text/live/edit-document.ts'
import { insertLive, insertUpdate, setUsed } from './queries.ts'
import { readLive, type LiveText } from './read-live.ts'
import { sealUpdate } from './secrets.ts'

/**
 * Returns a draft's shared document, and makes it of the draft's Markdown if there is none. The caller holds the letter's lock.
 * @param text the draft's Markdown
 */
export async function startLive(
  core: Pick<Core, 'keys'>,
  trx: Db,
  letterId: string,
  text: () => Promise<string>,
): Promise<LiveText> {
  const held = await readLive(core, trx, letterId)
  if (held) {
    await setUsed(trx, letterId)
    return held
  }
  const shared = new Y.Doc()
  editDocument(shared, fromMarkdown(await text()))
  const generation = randomUUID()
  await insertLive(trx, letterId, generation)
  const place = { letterId, generation, seq: 1 }
  await insertUpdate(trx, letterId, 1, sealUpdate(core, place, Y.encodeStateAsUpdate(shared)))
  return { letterId, generation, seq: 1, writtenSeq: 1, shared, rows: 1 }
}
