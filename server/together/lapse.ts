import { appendHead, appendNames, publishCheckpoint, type NameListChange } from '../audit/append-batch.ts'
import { appendLeaves } from '../audit/append-leaves.ts'
import { isBehindCopy } from '../audit/is-behind-copy.ts'
import { leafOf, type MadeLeaf } from '../audit/rules.ts'
import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import type { Db } from '../db/pool.ts'
import { enqueue } from '../jobs/queue.ts'
import type { LetterRow } from '../letter/queries.ts'
import { tellOfTogether } from './enqueue-ending.ts'
import {
  changeTogether,
  changeWaitingTogether,
  eraseHeldNames,
  scheduleLateBatch,
  offerTogether,
  togetherOf,
  waitingTogether,
} from './queries.ts'

/**
 * Ends the waiting without a reveal. The caller's transaction holds the letter's lock against everything else, and the caller destroys
 * the key afterwards.
 * @returns false if nothing waits any more, or if the log cannot be written now
 */
export async function lapse(core: Core, trx: Db, letter: LetterRow, now: Date): Promise<boolean> {
  const waiting = await togetherOf(trx, letter.id)
  if (waiting?.state !== 'waiting' && waiting?.state !== 'reached') return false
  if (await isBehindCopy(core, trx, letter.id)) return false
  const leaves = await endRows(trx, letter, now)
  await appendEnding(core, trx, letter, leaves, now)
  await scheduleLateBatch(trx, letter.id, now)
  await enqueue(trx, 'look-at-plan', { letter: letter.id }, { jobKey: `plan:${letter.id}` })
  return true
}

/**
 * Erases all held names. Those whose signature counts stay counted, without a name. Those who wait for their batch will count as people
 * without a name do.
 * @returns the leaf that the log gets
 */
export async function endRows(trx: Db, letter: LetterRow, now: Date): Promise<MadeLeaf[]> {
  await eraseHeldNames(trx, letter.id)
  const late = await waitingTogether(trx, letter.id)
  await changeWaitingTogether(
    trx,
    late.map(({ id }) => ({ id, name_sealed: null })),
  )
  await offerTogether(trx, letter, false)
  await changeTogether(trx, letter.id, { state: 'lapsed', agreed: false, ended_at: now })
  await tellOfTogether(trx, letter.id, 'lapsed')
  return [leafOf({ kind: 'lapse' })]
}

/** Appends leaves outside of a batch, and publishes them if the letter shows its count. */
export async function appendEnding(
  core: Core,
  trx: Db,
  letter: LetterRow,
  leaves: readonly MadeLeaf[],
  now: Date,
  names: NameListChange | null = null,
): Promise<void> {
  const log = await appendNames(trx, await appendLeaves(trx, await appendHead(trx, letter), leaves), names)
  if (!letter.collecting) await publishCheckpoint(core, trx, log, now)
  await enqueue(trx, 'copy-letter', { letter: letter.id }, { jobKey: `copy:${letter.id}`, queue: 'copies' })
  await notifyLetter(trx, letter.id)
}
