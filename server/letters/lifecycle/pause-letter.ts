import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { takesSignatures } from '../life.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { updateLetter } from '../write-queries.ts'

/**
 * Pauses or resumes signing at once. Batches, withdrawals and deliveries continue.
 * @throws Refusal
 */
export async function pauseLetter(
  core: Core,
  organizerId: string,
  letterId: string,
  paused: boolean,
  now: Date,
): Promise<LetterRow> {
  await authorizeLetter(core, organizerId, letterId, 'settings')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (!takesSignatures(letter.state))
      throw new Refusal('conflict', 'letter-not-open', say('lifecycle-not-open-to-pause'))
    if (letter.paused === paused) return letter
    await notifyLetter(trx, letterId)
    await noteActivity(trx, letterId, organizerId, paused ? 'signing-paused' : 'signing-resumed', {}, now)
    return updateLetter(trx, letterId, { paused })
  })
}
