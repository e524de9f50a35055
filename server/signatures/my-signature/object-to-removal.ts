import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { changeMySignature } from './change-my-signature.ts'
import { standingOf } from './find-my-signature.ts'
import { changeSignature, changeWaiting } from '../my-signature-queries.ts'
import { showsAfterObjection } from './rules.ts'
import { endHiding, isHidden } from '../hidden-name-queries.ts'
import { nameColumnsOf } from '../stored-name-queries.ts'
import { toClear } from '../stored-name.ts'

/** Cancels, with the signing key, the withdrawal that a proof of the mailbox requested. */
export async function objectToRemoval(core: Core, letter: LetterRow, signingKey: string, now: Date): Promise<void> {
  return changeMySignature(core, letter.id, signingKey, now, async (trx, mine) => {
    if (mine.row.removal_due === null) return
    const { id } = mine.row
    if (!mine.inBatch) return changeWaiting(trx, id, { removal_due: null })
    // A name that organizers hid as well stays hidden.
    const only = (await endHiding(trx, id, 'take-away')) && !(await isHidden(trx, id, 'not-mine'))
    const shows = only && showsAfterObjection(standingOf(mine))
    await changeSignature(trx, id, {
      removal_due: null,
      ...(only && { name_hidden: false }),
      ...(shows ? toClear(core, mine.row) : nameColumnsOf(mine.row)),
    })
  })
}
