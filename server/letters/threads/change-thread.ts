import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { deleteThread, putPassages, sealedPassages, threadRow, updateThread } from './queries.ts'
import type { Thread, ThreadContent } from './rules.ts'
import { openAnchors, openThread, sealAnchors, sealThread } from './secrets.ts'

/**
 * Changes a thread within the caller's transaction, which holds the letter's lock.
 * @param change returns the changed thread, or null to delete it. May throw a refusal.
 * @throws Refusal if there is no such thread
 */
export async function changeThread(
  core: Pick<Core, 'keys'>,
  trx: Db,
  letterId: string,
  number: number,
  change: (thread: Thread) => ThreadContent | null | Promise<ThreadContent | null>,
): Promise<void> {
  const row = await threadRow(trx, letterId, number)
  const content = row && openThread(core, row)
  if (!content) throw notFoundRefusal('comment')
  const anchors = openAnchors(core, letterId, await sealedPassages(trx, letterId))
  const changed = await change({ ...content, number, anchor: anchors[number] ?? null })
  if (changed) {
    const { comments, replacement, closed } = changed
    const sealed = sealThread(core, letterId, number, { comments, replacement, closed })
    await updateThread(trx, letterId, number, { sealed, open: closed === null, comments: comments.length })
    return
  }
  await deleteThread(trx, letterId, number)
  const { [number]: own, ...others } = anchors
  if (own) await putPassages(trx, letterId, sealAnchors(core, letterId, others))
}
