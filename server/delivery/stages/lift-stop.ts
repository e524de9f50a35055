import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { enqueue } from '../../jobs/queue.ts'
import { withdrawProposal } from '../../organizers/people/withdraw-proposal.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { enqueueDelivery } from '../sending/enqueue-delivery.ts'
import { updateStage, type StageRow } from '../queries.ts'
import { finishStage } from '../sending/queries.ts'
import { asOwner, stageIn } from '../as-owner.ts'
import { enqueueLook } from '../enqueue-look.ts'
import { needsNotice } from '../stage.ts'
import { noticeAfterStop } from './next-move.ts'
import { endStop, openStopsOf } from './stop-queries.ts'

/**
 * Takes back a stop, so that the stage goes on.
 * @throws Refusal unless this organizer stopped the stage
 */
export async function liftStop(
  core: Core,
  organizerId: string,
  letterId: string,
  stageId: string,
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx) => {
    const stage = await stageIn(trx, letterId, stageId)
    const stop = (await openStopsOf(trx, letterId)).find(({ stage_id }) => stage_id === stage.id)
    if (stop?.organizer_id !== organizerId) throw new Refusal('conflict', 'not-your-stop', say('refusal-not-your-stop'))
    await goOn(trx, stage, 'withdrawn', now)
    await noteActivity(trx, letterId, organizerId, 'stop-taken-back', { stage: stage.number }, now)
  })
}

/**
 * Returns a stopped stage to the state that it had before the stop, and withdraws the proposal to cancel it. Does nothing if the
 * stage is not stopped.
 */
export async function goOn(trx: Db, stage: StageRow, how: 'lapsed' | 'withdrawn', now: Date): Promise<void> {
  if (stage.stopped_from === null) return
  const by = await endStop(trx, stage.id, how)
  if (by !== undefined) await withdrawProposal(trx, stage.letter_id, by, 'deliver', { stage: stage.id, stop: true })
  await updateStage(trx, stage.id, {
    state: stage.stopped_from,
    notice_until: noticeAfterStop(stage, now),
    stopped_from: null,
    stopped_at: null,
  })
  // Tells the subscribers who had not been told of the announcement when the stage was stopped.
  if (stage.stopped_from === 'announced' && needsNotice(stage.kind, stage.disclosure))
    await enqueue(trx, 'tell-subscribers', { stage: stage.id }, { queue: 'mailings' })
  if (stage.stopped_from === 'sending' && (stage.kind === 'mail' || stage.kind === 'public')) {
    // Its last copies may have been handed over while it was stopped.
    await finishStage(trx, stage.id, now)
    await enqueueDelivery(trx, stage.id)
  }
  await enqueueLook(trx, stage.letter_id)
  await notifyLetter(trx, stage.letter_id)
}
