import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import type { Db } from '../db/pool.ts'
import type { LetterRow } from '../letter/queries.ts'
import { tellOfTogether } from './enqueue-ending.ts'
import { changeTogether, eraseHeldNames, togetherOf, withoutTogether } from './queries.ts'

/**
 * Ends the waiting without a reveal: erases all held names. Those who chose to wait stay counted, without a name. The caller's
 * transaction holds the letter's lock against everything else, and the caller destroys the key afterwards.
 * @returns false if nothing waits any more
 */
export async function lapse(_core: Core, trx: Db, letter: LetterRow, now: Date): Promise<boolean> {
  const waiting = await togetherOf(trx, letter.id)
  if (waiting?.state !== 'waiting' && waiting?.state !== 'reached') return false
  await eraseHeldNames(trx, letter.id)
  await withoutTogether(trx, letter.id)
  await changeTogether(trx, letter.id, { state: 'lapsed', agreed: false, ended_at: now })
  await tellOfTogether(trx, letter.id, 'lapsed')
  await notifyLetter(trx, letter.id)
  return true
}
