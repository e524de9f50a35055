import type { Core } from '../../core.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { isId } from '../../organizers/rules.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { deleteDelegation, setRevoked } from './queries.ts'
import { deliveryById } from '../queries.ts'
import { asOwner } from '../as-owner.ts'

/** Ends a recipient's private page and the link of a delegate, for example because its link has reached the wrong person. */
export async function revokePage(
  core: Core,
  organizerId: string,
  letterId: string,
  deliveryId: string,
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx) => {
    const delivery = isId(deliveryId) ? await deliveryById(trx, deliveryId) : undefined
    if (delivery?.letter_id !== letterId) throw notFoundRefusal('delivery')
    await setRevoked(trx, deliveryId, true)
    await deleteDelegation(trx, deliveryId)
    await noteActivity(trx, letterId, organizerId, 'private-page-ended', {}, now)
  })
}
