import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal } from '../refusal.ts'
import { cancelQueued, updateStage } from './queries.ts'
import { asOwner, stageIn } from './stage-for.ts'

/** Sends nothing more. What has been handed over stays where it is, and the desk says who has it. */
export async function cancelDelivery(
  core: Core,
  organizerId: string,
  letterId: string,
  stageId: string,
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx) => {
    const stage = await stageIn(trx, letterId, stageId)
    if (stage.state === 'done' || stage.state === 'cancelled')
      throw new Refusal('conflict', 'delivery-over', 'This delivery is over already: nothing more is sent.')
    await cancelQueued(trx, stage.id)
    await updateStage(trx, stage.id, { state: 'cancelled', cancelled_at: now })
    await noteActivity(trx, letterId, organizerId, 'delivery cancelled', { stage: stage.number }, now)
    await notifyLetter(trx, letterId)
  })
}
