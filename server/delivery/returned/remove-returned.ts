import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { lockLetter } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { isId } from '../../organizers/rules.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { lockDelivery } from '../queries.ts'
import { acceptAgain, forgetReturned, lockReturned } from './queries.ts'

/**
 * Removes mail that came to a return address, once the organizers have read it.
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
    await forgetReturned(trx, id)
    if (arrived && mail.kind === 'unread' && mail.delivery_id !== null && (await lockDelivery(trx, mail.delivery_id))) {
      await acceptAgain(trx, mail.delivery_id)
      await notifyLetter(trx, letterId)
    }
    await noteActivity(trx, letterId, organizerId, arrived ? 'copy-arrived' : 'returned-mail-removed', {}, now)
  })
}
