import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal } from '../../refusal.ts'
import { takesSignatures } from '../life-rules.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import { updateLetter } from '../write-queries.ts'

/** Signing stops, or goes on, from the next moment. Batches, withdrawals and deliveries go on all the while. */
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
      throw new Refusal('conflict', 'letter-not-open', 'Only a letter that takes signatures can be paused.')
    if (letter.paused === paused) return letter
    await notifyLetter(trx, letterId)
    await noteActivity(trx, letterId, organizerId, paused ? 'paused signing' : 'resumed signing', {}, now)
    return updateLetter(trx, letterId, { paused })
  })
}
