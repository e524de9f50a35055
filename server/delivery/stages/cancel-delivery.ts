import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { endStop } from './stop-queries.ts'
import { stopStage } from './stop-stages.ts'
import { cancelQueued, updateStage } from '../queries.ts'
import { asOwner, stageIn } from '../as-owner.ts'

/**
 * Stops sending the copies of a stage. If the letter has several owners, one of them can only stop the stage for `stopHours`, and
 * only once. It is cancelled when a second owner agrees. Copies that were handed over already stay delivered; the dashboard lists them.
 *
 * @returns 'waits' if a second owner must agree, and the stage is stopped already or this owner has stopped it before
 * @throws Refusal if the stage is over already
 */
export async function cancelDelivery(
  core: Core,
  asker: Asker,
  letterId: string,
  stageId: string,
  now: Date,
): Promise<'cancelled' | 'stopped' | 'waits'> {
  return asOwner(core, asker.id, letterId, async (trx, letter) => {
    const stage = await stageIn(trx, letterId, stageId)
    const { state } = stage
    if (state === 'done' || state === 'cancelled')
      throw new Refusal('conflict', 'delivery-over', say('delivery-cancel-over'))
    if (
      (await requireSecondOwner(
        trx,
        letter,
        asker,
        { act: 'deliver', subject: { stage: stage.id, stop: true } },
        now,
      )) === 'waits'
    ) {
      return (await stopStage(trx, asker.id, stage, now)) ? 'stopped' : 'waits'
    }
    await endStop(trx, stage.id, 'confirmed')
    await cancelQueued(trx, stage.id)
    await updateStage(trx, stage.id, {
      state: 'cancelled',
      cancelled_at: now,
      stopped_from: null,
      late_since: null,
      late_because: null,
    })
    await noteActivity(trx, letterId, asker.id, 'delivery-cancelled', { stage: stage.number }, now)
    await notifyLetter(trx, letterId)
    return 'cancelled'
  })
}
