import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { isId } from '../../organizers/rules.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { supersedeBounces } from './bounce-queries.ts'
import { enqueueDelivery } from './enqueue-delivery.ts'
import { lockDelivery, stageOf, updateDelivery, updateStage } from '../queries.ts'
import { maySendAgain } from '../rules.ts'
import { newestSnapshot } from '../copies/snapshot-queries.ts'
import { asOwner } from '../as-owner.ts'

/** Sends a copy again under the same Message-ID. Only an owner can ask for this. The server never does it on its own. */
export async function sendAgain(
  core: Core,
  organizerId: string,
  letterId: string,
  deliveryId: string,
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx) => {
    const delivery = isId(deliveryId) ? await lockDelivery(trx, deliveryId) : undefined
    const stage = delivery && (await stageOf(trx, delivery.stage_id))
    if (!delivery || stage?.letter_id !== letterId) throw notFoundRefusal('delivery')
    if (stage.state === 'cancelled') throw new Refusal('conflict', 'delivery-over', say('refusal-delivery-over'))
    if (!maySendAgain(delivery.state))
      throw new Refusal('conflict', 'not-to-be-repeated', say('refusal-not-to-be-repeated'))
    const snapshot = await newestSnapshot(trx, stage.id)
    if (delivery.address_sealed === null || (stage.disclosure === 'names' && !snapshot?.list_sealed))
      throw new Refusal('gone', 'bytes-destroyed', say('refusal-bytes-destroyed'))
    await supersedeBounces(trx, delivery.id)
    await updateDelivery(trx, delivery.id, { state: 'queued', first_tried_at: null, next_try_at: null, worker: null })
    if (stage.state === 'done') await updateStage(trx, stage.id, { state: 'sending', finished_at: null })
    await enqueueDelivery(trx, stage.id)
    await noteActivity(trx, letterId, organizerId, 'copy-sent-again', { stage: stage.number }, now)
    await notifyLetter(trx, letterId)
  })
}
