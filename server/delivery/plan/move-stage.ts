import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { stagesOf } from '../queries.ts'
import { asOwner, stageIn } from '../as-owner.ts'
import { setNumber } from './queries.ts'
import { refuseWrongOrder } from './change-stage.ts'
import { notStarted } from '../stage.ts'

/**
 * Swaps a stage with the one before or after it. Contents and conditions of both stay the same.
 * @throws Refusal if one of them has started, or a stage would come before the stage whose answer it waits for
 */
export async function moveStage(
  core: Core,
  organizerId: string,
  letterId: string,
  { stageId, to }: { stageId: string; to: 'earlier' | 'later' },
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx) => {
    const stage = await stageIn(trx, letterId, stageId)
    const number = stage.number + (to === 'earlier' ? -1 : 1)
    const other = (await stagesOf(trx, letterId)).find((each) => each.number === number)
    if (!other || !notStarted(stage) || !notStarted(other))
      throw new Refusal('conflict', 'no-place', say('refusal-no-place'))
    await setNumber(trx, stage.id, other.number)
    await setNumber(trx, other.id, stage.number)
    await refuseWrongOrder(trx, letterId)
    await noteActivity(trx, letterId, organizerId, 'stage-moved', { stage: stage.number, to: other.number }, now)
    await notifyLetter(trx, letterId)
  })
}
