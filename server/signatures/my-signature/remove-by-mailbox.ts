import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import type { TypedCode } from '../../mailbox/check-code.ts'
import { refusedIfGone } from '../../db/keys/keys.ts'
import { mailboxWayGoneRefusal, refuseUnlessProvable } from '../../letter/refuse-unless-provable.ts'
import { withLetter } from './change-my-signature.ts'
import { tryOrRefuse } from '../signing/confirm.ts'
import { changeSignature, changeWaiting, mySignatureBy } from '../my-signature-queries.ts'
import type { SignatureRow } from '../queries.ts'
import { noteHiding } from '../hidden-name-queries.ts'
import { forgetAddress } from '../removal-queries.ts'
import { removalDays } from '../rules.ts'
import { toSealedAlone } from '../stored-name.ts'

export interface RemovedByMailbox {
  /** The day on which the signature is withdrawn if it has a public name. The same in every case, so that it reveals nothing. */
  withdrawnOn: string
}

/**
 * Hides the public name of the address that was proved, at once, and sets the day of the signature's withdrawal. The result does
 * not reveal whether there was a signature.
 * @throws Refusal
 */
export async function removeByMailbox(
  core: Core,
  letter: LetterRow,
  input: TypedCode,
  now: Date,
): Promise<RemovedByMailbox> {
  refuseUnlessProvable(letter)
  const prove = () => tryOrRefuse(core, letter.id, input, 'remove', now)
  const { tag, challengeId } = await refusedIfGone(prove, mailboxWayGoneRefusal)
  const today = dayOf(now)
  const withdrawnOn = dayOf(new Date(now.getTime() + removalDays * core.config.units.day))
  await withLetter(core, letter.id, now, async (trx, locked) => {
    // The letter closed after the code was accepted. Its signatures can no longer be found by address.
    refuseUnlessProvable(locked)
    await forgetAddress(trx, challengeId, tag)
    const mine = await mySignatureBy(trx, letter.id, 'claim_tag', tag)
    if (!mine || mine.row.removal_due !== null) return 'unseen'
    if (mine.inBatch) await hide(core, trx, mine.row, withdrawnOn, today)
    else await changeWaiting(trx, mine.row.id, { removal_due: withdrawnOn })
    return mine.inBatch ? 'seen' : 'unseen'
  })
  return { withdrawnOn }
}

async function hide(core: Core, trx: Db, row: SignatureRow, removalDue: string, today: string): Promise<void> {
  const { id, letter_id, name_hidden } = row
  await changeSignature(trx, id, {
    removal_due: removalDue,
    name_hidden: true,
    ...toSealedAlone(core, row),
  })
  if (!name_hidden) await noteHiding(trx, { letterId: letter_id, signatureId: id, reason: 'take-away' }, today)
}
