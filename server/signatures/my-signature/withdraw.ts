import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { changeMySignature } from './change-my-signature.ts'
import { sealForLogOf } from '../for-log.ts'
import { changeSignature, forgetWaiting, withdrawnNow } from '../my-signature-queries.ts'

/** Withdraws a signature. Its name is erased at once, and the count follows with a batch. The address stays used. */
export async function withdraw(core: Core, letter: LetterRow, signingKey: string, now: Date): Promise<void> {
  return changeMySignature(core, letter.id, signingKey, now, async (trx, { inBatch, row }) => {
    const for_log_sealed = sealForLogOf(core, row, signingKey)
    await (inBatch ? changeSignature(trx, row.id, { ...withdrawnNow, for_log_sealed }) : forgetWaiting(trx, row.id))
  })
}
