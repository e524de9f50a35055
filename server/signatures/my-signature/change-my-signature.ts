import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { notifyLetter } from '../../db/notify.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { scheduleBatches } from '../batch/close-batch.ts'
import { mySignatureIn } from './find-my-signature.ts'
import type { MySignature } from '../my-signature-queries.ts'

/**
 * `seen`: the public page changes at once. If it does not, cached pages stay. Rendering a page takes longer, and that delay
 * would reveal that somebody acted.
 */
type Seen = 'seen' | 'unseen'

/**
 * Applies a change that is authorized by the signing key. The letter's lock prevents a batch from moving the signature in the
 * meantime. The count follows with a batch, also on a closed letter. Only a name in clear disappears at once.
 * @throws Refusal
 */
export async function changeMySignature(
  core: Core,
  letterId: string,
  signingKey: string,
  now: Date,
  change: (trx: Db, mine: MySignature, letter: LetterRow) => Promise<void>,
): Promise<void> {
  await withLetter(core, letterId, now, async (trx, letter) => {
    const mine = await mySignatureIn(trx, letter, signingKey)
    await change(trx, mine, letter)
    return mine.inBatch && mine.row.visibility === 'public' ? 'seen' : 'unseen'
  })
}

/**
 * Runs a change in a transaction that holds the letter's lock. A closed letter has no scheduled batch, so one is scheduled to
 * carry the change out. Page caches are notified if the public page changes at once.
 * @throws Refusal
 */
export async function withLetter(
  core: Core,
  letterId: string,
  now: Date,
  act: (trx: Db, letter: LetterRow) => Promise<Seen>,
): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    const seen = await act(trx, letter)
    if (letter.state === 'closed' && letter.next_batch_at === null) await scheduleBatches(core, trx, letter, now)
    if (seen === 'seen') await notifyLetter(trx, letterId)
  })
}
