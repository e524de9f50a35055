import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { requireSecondOwner } from '../../organizers/require-second-owner.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal } from '../../refusal.ts'
import { asOwner, stageIn } from '../stage-for.ts'
import { conditionsOf } from '../stages/condition-queries.ts'
import { closeGap, deleteStage } from './queries.ts'
import { notStarted } from '../stage-rules.ts'

/** Takes a stage that has not started out of the plan. One that the owners have approved is taken out by two of them. */
export async function removeStage(
  core: Core,
  organizerId: string,
  letterId: string,
  { stageId, version }: { stageId: string; version: number },
  now: Date,
): Promise<'removed' | 'waits'> {
  return asOwner(core, organizerId, letterId, async (trx, letter) => {
    const stage = await stageIn(trx, letterId, stageId)
    if (!notStarted(stage))
      throw new Refusal(
        'conflict',
        'stage-started',
        'This stage has started. It can be stopped, and stays in the plan.',
      )
    if (stage.version !== version)
      throw new Refusal('conflict', 'changed-meanwhile', 'The stage was changed meanwhile. Look at it again first.')
    if ((await conditionsOf(trx, letterId)).some(({ after_stage }) => after_stage === stage.id))
      throw new Refusal(
        'conflict',
        'stage-waited-for',
        'Another stage waits for an answer to this one. Change that one first.',
      )
    const subject = { stage: stage.id, version, remove: true }
    if (stage.approved_at && (await requireSecondOwner(trx, letter, organizerId, 'deliver', subject, now)) === 'waits')
      return 'waits'
    await deleteStage(trx, stage.id)
    await closeGap(trx, letterId, stage.number)
    await noteActivity(trx, letterId, organizerId, 'stage removed', { stage: stage.number }, now)
    await notifyLetter(trx, letterId)
    return 'removed'
  })
}
