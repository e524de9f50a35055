import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { refuseUnlessOpen } from '../../letter/refuse-unless-open.ts'
import { Refusal, say } from '../../refusal.ts'
import { changeMySignature } from './change-my-signature.ts'
import { standingOf } from './find-my-signature.ts'
import { sealForLogOf } from '../for-log.ts'
import { changeSignature, changeWaiting } from '../my-signature-queries.ts'
import { mayAgree } from './rules.ts'

/** Moves a signature to the current text after a change of substance. A batch counts it there. */
export async function renewConsent(core: Core, letter: LetterRow, signingKey: string, now: Date): Promise<void> {
  return changeMySignature(core, letter.id, signingKey, now, async (trx, mine, locked) => {
    refuseUnlessOpen(locked, now)
    if (!mayAgree(standingOf(mine), locked, now))
      throw new Refusal('conflict', 'nothing-to-agree-to', say('refusal-nothing-to-agree-to'))
    if (mine.inBatch)
      await changeSignature(trx, mine.row.id, {
        pending_revision: locked.revision,
        for_log_sealed: sealForLogOf(core, mine.row, signingKey),
      })
    else await changeWaiting(trx, mine.row.id, { revision: locked.revision })
  })
}
