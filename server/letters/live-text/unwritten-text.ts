import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { toMarkdown } from '../../text/document/to-markdown.ts'
import { documentOf } from '../../text/live/document-of.ts'
import { hasUnwritten } from './queries.ts'
import { readLive } from './read-live.ts'

/** @returns the Markdown of a shared document that has changes which the draft lacks, and otherwise null */
export async function unwrittenText(core: Pick<Core, 'keys'>, trx: Db, letterId: string): Promise<string | null> {
  if (!(await hasUnwritten(trx, letterId))) return null
  const live = await readLive(core, trx, letterId)
  return live && toMarkdown(documentOf(live.shared))
}
