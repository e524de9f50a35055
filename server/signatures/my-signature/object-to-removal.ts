import type { Core } from '../../core.ts'
import { unlessGone } from '../../db/keys/keys.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { changeMySignature, type Seen } from './change-my-signature.ts'
import { standingOf } from './find-my-signature.ts'
import { changeSignature, changeWaiting } from '../my-signature-queries.ts'
import { showsAfterObjection } from './rules.ts'
import { takeBackTakenAway } from '../removal-queries.ts'
import { openSignatureName } from '../secrets.ts'

/** Cancels, with the signing key, the withdrawal that a proof of the mailbox requested. */
export async function objectToRemoval(core: Core, letter: LetterRow, signingKey: string, now: Date): Promise<Seen> {
  return changeMySignature(core, letter.id, signingKey, now, async (trx, mine) => {
    if (mine.row.removal_due === null) return
    const { id, name_sealed } = mine.row
    if (!mine.inBatch) return changeWaiting(trx, id, { removal_due: null })
    const only = await takeBackTakenAway(trx, id)
    const shows = only && name_sealed !== null && showsAfterObjection(standingOf(mine))
    const name = shows ? unlessGone(() => openSignatureName(core, letter.id, id, name_sealed)) : null
    await changeSignature(trx, id, {
      removal_due: null,
      ...(only && { name_hidden: false }),
      ...(name !== null && { name, name_sealed: null }),
    })
  })
}
