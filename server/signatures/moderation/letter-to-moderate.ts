import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { Refusal, notFoundRefusal, say } from '../../refusal.ts'
import { signaturesById } from '../moderation-queries.ts'
import { scheduleBatches } from '../batch/close-batch.ts'
import type { SignatureRow } from '../queries.ts'

/** An organizer and the letter that they moderate. `authorizeLetter` has checked the permission before. */
export interface ModeratorOf {
  letterId: string
  organizerId: string
}

/**
 * Returns the letter and locks it, so that no batch closes in the meantime. Nobody may moderate a letter that is still
 * collecting.
 */
export async function letterToModerate(trx: Db, letterId: string): Promise<LetterRow> {
  const letter = await lockLetter(trx, letterId)
  if (!letter) throw notFoundRefusal('letter')
  if (letter.state === 'purged') throw new Refusal('gone', 'letter-purged', say('refusal-moderation-purged'))
  if (letter.collecting) throw new Refusal('conflict', 'still-collecting', say('refusal-moderation-collecting'))
  return letter
}

export async function signatureToModerate(trx: Db, letterId: string, id: string): Promise<SignatureRow> {
  const [row] = /^[\w-]{22}$/.test(id) ? await signaturesById(trx, letterId, [Buffer.from(id, 'base64url')]) : []
  if (!row) throw notFoundRefusal('signature')
  return row
}

/** The count follows with a batch. A closed letter has no scheduled batches, so one is scheduled. */
export async function countFollows(core: Core, trx: Db, letter: LetterRow, now: Date): Promise<void> {
  if (letter.state === 'closed' && letter.next_batch_at === null) await scheduleBatches(core, trx, letter, now)
}
