import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { changeMySignature } from './change-my-signature.ts'
import { changeSignature, forgetWaiting, withdrawnNow } from '../my-signature-queries.ts'

/** Withdraws a signature. Its name is erased at once, and the count follows with a batch. The address stays used. */
export async function withdraw(core: Core, letter: LetterRow, signingKey: string, now: Date): Promise<void> {
  return changeMySignature(core, letter.id, signingKey, now, async (trx, { inBatch, row }) => {
    await (inBatch ? changeSignature(trx, row.id, withdrawnNow) : forgetWaiting(trx, row.id))
  })
}
