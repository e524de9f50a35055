import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { lockLetter } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { isId } from '../../organizers/rules.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { lockDelivery } from '../queries.ts'
import { answerOfUnread } from '../stored-answer.ts'
import { acceptAgain, forgetReturned, lockReturned } from './queries.ts'

/**
 * Removes mail that came to a return address, once the organizers have read it. A copy that it made `unsure` stays so, and the answers
 * page still asks an owner whether it arrived.
 * @param arrived true if an owner says that the mail shows no failure: a copy that it made `unsure` then counts as accepted again
 */
export async function removeReturned(
  core: Core,
  organizerId: string,
  letterId: string,
  { id, arrived }: { id: string; arrived: boolean },
  now: Date,
): Promise<void> {
  await authorizeLetter(core, organizerId, letterId, arrived ? 'deliver' : 'answer')
  await core.db.transaction().execute(async (trx) => {
    await lockLetter(trx, letterId)
    const mail = isId(id) ? await lockReturned(trx, letterId, id) : undefined
    if (!mail) throw notFoundRefusal('mail')
    const counts = arrived && mail.kind === 'unread' && (await countAgain(trx, mail.delivery_id))
    // A mail without a text is only shown for this decision.
    if (mail.text_sealed === null && !counts) throw notFoundRefusal('mail')
    await forgetReturned(trx, id)
    if (counts) await notifyLetter(trx, letterId)
    await noteActivity(trx, letterId, organizerId, counts ? 'copy-arrived' : 'returned-mail-removed', {}, now)
  })
}

async function countAgain(trx: Db, deliveryId: string | null): Promise<boolean> {
  return deliveryId !== null && (await lockDelivery(trx, deliveryId)) !== undefined
    ? acceptAgain(trx, deliveryId, answerOfUnread())
    : false
}
