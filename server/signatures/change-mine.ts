import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { notifyLetter } from '../db/notify.ts'
import { lockLetter, type LetterRow } from '../common/letter-queries.ts'
import { notFound } from '../refusal.ts'
import { scheduleBatches } from './close-batch.ts'
import { mineIn } from './find-mine.ts'
import type { Mine } from './mine-queries.ts'

/**
 * A change that the signing key asks for. The letter's lock keeps a batch from moving the signature meanwhile; pages that are
 * kept are dropped when the change is committed; its count follows with a batch, on a closed letter too.
 */
export async function changeMine(
  core: Core,
  letterId: string,
  signingKey: string,
  now: Date,
  change: (trx: Db, mine: Mine, letter: LetterRow) => Promise<void>,
): Promise<void> {
  await withLetter(core, letterId, now, async (trx, letter) =>
    change(trx, await mineIn(trx, letter, signingKey), letter),
  )
}

export async function withLetter(
  core: Core,
  letterId: string,
  now: Date,
  act: (trx: Db, letter: LetterRow) => Promise<void>,
): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFound('letter')
    await act(trx, letter)
    if (letter.state === 'closed' && letter.next_mark === null) await scheduleBatches(core, trx, letter, now)
    await notifyLetter(trx, letterId)
  })
}
