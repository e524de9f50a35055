import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { notifyLetter } from '../../db/notify.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { scheduleBatches } from '../batch/close-batch.ts'
import { mySignatureIn } from './find-my-signature.ts'
import type { MySignature } from '../my-signature-queries.ts'

/** Whether everybody sees something else at once. Where they do not a kept page stays: one that is made anew takes longer to come. */
export type Seen = 'seen' | 'unseen'

/**
 * A change that the signing key asks for. The letter's lock keeps a batch from moving the signature meanwhile; its count follows with
 * a batch, on a closed letter too. Only a name that was in clear goes at once.
 */
export async function changeMySignature(
  core: Core,
  letterId: string,
  signingKey: string,
  now: Date,
  change: (trx: Db, mine: MySignature, letter: LetterRow) => Promise<void>,
): Promise<Seen> {
  return withLetter(core, letterId, now, async (trx, letter) => {
    const mine = await mySignatureIn(trx, letter, signingKey)
    await change(trx, mine, letter)
    return mine.inBatch && mine.row.visibility === 'public' ? 'seen' : 'unseen'
  })
}

export async function withLetter(
  core: Core,
  letterId: string,
  now: Date,
  act: (trx: Db, letter: LetterRow) => Promise<Seen>,
): Promise<Seen> {
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    const seen = await act(trx, letter)
    if (letter.state === 'closed' && letter.next_batch_at === null) await scheduleBatches(core, trx, letter, now)
    if (seen === 'seen') await notifyLetter(trx, letterId)
    return seen
  })
}
