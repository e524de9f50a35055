import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { Anchor } from '../../text/document/anchors.ts'
import { insertThread, putPassages, sealedPassages, setLastNumber } from './queries.ts'
import { refuseTooMany } from './refuse-too-many.ts'
import { newComment } from './new-comment.ts'
import type { Author } from './rules.ts'
import { openAnchors, sealAnchors, sealThread } from './secrets.ts'

export interface NewThread {
  author: Author
  words: string
  replacement: string | null
  anchor: Anchor | null
}

/**
 * Begins a thread within the caller's transaction, which holds the letter's lock.
 * @returns the number of the thread
 * @throws Refusal if the letter has too many comments
 */
export async function startThread(
  core: Pick<Core, 'keys'>,
  trx: Db,
  letterId: string,
  { author, words, replacement, anchor }: NewThread,
  now: Date,
): Promise<number> {
  const number = (await refuseTooMany(trx, letterId)) + 1
  const content = { comments: [newComment(author, words, now)], replacement, closed: null }
  await insertThread(trx, { letter_id: letterId, number, sealed: sealThread(core, letterId, number, content) })
  const anchors = openAnchors(core, letterId, await sealedPassages(trx, letterId))
  const all = anchor ? { ...anchors, [number]: anchor } : anchors
  await putPassages(trx, letterId, sealAnchors(core, letterId, all))
  await setLastNumber(trx, letterId, number)
  return number
}
