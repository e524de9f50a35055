import type { Core } from '../core.ts'
import { notifyLetter } from '../db/notify.ts'
import { agree } from '../organizers/agree.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal } from '../refusal.ts'
import { approvalOf } from './plan/approve-stage.ts'
import { refuseUnlessReady, startStage } from './plan/start-stage.ts'
import { TryFirst, afterTrial, isTried } from './plan/try-stage.ts'
import type { StageRow } from './queries.ts'
import { maySend } from './rules.ts'
import { asOwner, refuseUnlessDeliverable, stageIn } from './stage-for.ts'

/**
 * Decides to carry an announced stage out. Where the letter has two owners or more the first one's confirmation waits for another's,
 * which is to exactly the same.
 */
export async function confirmDelivery(
  core: Core,
  organizerId: string,
  letterId: string,
  stageId: string,
  now: Date,
): Promise<'sending' | 'waits'> {
  return afterTrial(core, now, (tried) =>
    asOwner(core, organizerId, letterId, async (trx, letter) => {
      refuseUnlessDeliverable(letter)
      const stage = await stageIn(trx, letterId, stageId)
      refuseUnlessDue(stage, now)
      await refuseUnlessReady(core, trx, letter, stage)
      if (!isTried(tried, letter, stage)) return new TryFirst(stage)
      const subject = { ...(await approvalOf(core, trx, letter, stage)), start: true }
      if ((await agree(trx, letter, organizerId, 'deliver', subject, now)) === 'waits') return 'waits'
      await startStage(core, trx, letter, stage, now)
      await noteActivity(trx, letterId, organizerId, 'delivery confirmed', { stage: stage.number }, now)
      await notifyLetter(trx, letterId)
      return 'sending'
    }),
  )
}

function refuseUnlessDue(stage: StageRow, now: Date): void {
  const verdict = maySend(stage, now)
  if (verdict === 'yes') return
  if (verdict === 'not-announced')
    throw new Refusal('conflict', 'not-announced', 'Announce the delivery on the letter’s page first.')
  if (verdict === 'stopped')
    throw new Refusal('conflict', 'stage-stopped', 'An owner has stopped this stage. It goes on when the stop is over.')
  if (verdict === 'over')
    throw new Refusal('conflict', 'confirmed-already', 'This delivery has been confirmed or cancelled already.')
  throw new Refusal(
    'conflict',
    'notice-runs',
    'The notice still runs, and until it ends anybody can withdraw. Confirm the delivery after that.',
  )
}
