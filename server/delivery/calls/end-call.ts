import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { updateStage } from '../queries.ts'
import { asOwner, stageIn } from '../as-owner.ts'

/** Ends a call to write. The count of people who said that they have written stays. @throws Refusal if the call is not open */
export async function endCall(
  core: Core,
  organizerId: string,
  letterId: string,
  stageId: string,
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx) => {
    const stage = await stageIn(trx, letterId, stageId)
    if (stage.kind !== 'call' || stage.state !== 'sending')
      throw new Refusal('conflict', 'no-call', say('delivery-call-not-open'))
    await updateStage(trx, stage.id, { state: 'done', finished_at: now })
    await noteActivity(trx, letterId, organizerId, 'call-ended', { stage: stage.number }, now)
    await notifyLetter(trx, letterId)
  })
}
