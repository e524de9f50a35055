import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { moveAnchors } from '../../text/document/anchors.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { visibleText } from '../../text/document/visible-text.ts'
import { putPassages, sealedPassages } from './queries.ts'
import { openAnchors, sealAnchors } from './secrets.ts'

/**
 * Moves the passages of all threads to a new text of the letter. The caller saves that text in the same transaction, and holds the
 * letter's lock. So passages and text always belong together.
 * @param before the Markdown that is stored
 * @param after the Markdown that replaces it
 */
export async function movePassages(
  core: Pick<Core, 'keys'>,
  trx: Db,
  letterId: string,
  before: string,
  after: string,
): Promise<void> {
  if (before === after) return
  const anchors = Object.entries(openAnchors(core, letterId, await sealedPassages(trx, letterId)))
  if (anchors.length === 0) return
  const [old, fresh] = [visibleText(fromMarkdown(before)).text, visibleText(fromMarkdown(after)).text]
  if (old === fresh) return
  const moved = moveAnchors(
    old,
    fresh,
    anchors.map(([, anchor]) => anchor),
  )
  const byNumber = Object.fromEntries(anchors.map(([number], at) => [number, moved[at]]))
  await putPassages(trx, letterId, sealAnchors(core, letterId, byNumber as Record<number, (typeof moved)[number]>))
}
