import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { openDraft } from '../../letter/secrets.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { asOwner, stageChangedRefusal, stageIn } from '../as-owner.ts'
import { conditionsOf } from '../stages/condition-queries.ts'
import { closeGap, deleteStage } from './queries.ts'
import { notStarted } from '../stage.ts'
import { changeDraftPlan, draftedStageIn } from './change-draft-plan.ts'

/**
 * Removes a stage that has not started from the plan. Removing an approved stage needs a second owner.
 *
 * @param version the version of the stage that the owner has seen
 * @returns 'waits' if a second owner must agree
 * @throws Refusal if the stage has started, was changed meanwhile, or another stage waits for an answer to it
 */
export async function removeStage(
  core: Core,
  asker: Asker,
  letterId: string,
  { stageId, version }: { stageId: string; version: number },
  now: Date,
): Promise<'removed' | 'waits'> {
  return asOwner(core, asker.id, letterId, async (trx, letter) => {
    if (letter.state === 'draft') return removeFromDraft(core, trx, { asker, letter, stageId, version }, now)
    const stage = await stageIn(trx, letterId, stageId)
    if (!notStarted(stage)) throw new Refusal('conflict', 'stage-started', say('plan-remove-started'))
    if (stage.version !== version) throw stageChangedRefusal()
    if ((await conditionsOf(trx, letterId)).some(({ after_stage }) => after_stage === stage.id))
      throw waitedForRefusal()
    const subject = { stage: stage.id, version, remove: true }
    if (
      stage.approved_at &&
      (await requireSecondOwner({ ...core, db: trx }, letter, asker, { act: 'deliver', subject }, now)) === 'waits'
    )
      return 'waits'
    await deleteStage(trx, stage.id)
    await closeGap(trx, letterId, stage.number)
    await noteActivity(trx, letterId, asker.id, 'stage-removed', { stage: stage.number }, now)
    await notifyLetter(trx, letterId)
    return 'removed'
  })
}

async function removeFromDraft(
  core: Core,
  trx: Db,
  { asker, letter, stageId, version }: { asker: Asker; letter: LetterRow; stageId: string; version: number },
  now: Date,
): Promise<'removed'> {
  const { plan, ...draft } = openDraft(core, letter)
  const { number } = draftedStageIn({ ...draft, plan }, { stageId, version })
  if (plan.some(({ conditions }) => conditions.after === stageId)) throw waitedForRefusal()
  await changeDraftPlan(core, trx, letter, () => plan.filter(({ id }) => id !== stageId), now)
  await noteActivity(trx, letter.id, asker.id, 'stage-removed', { stage: number }, now)
  return 'removed'
}

function waitedForRefusal(): Refusal {
  return new Refusal('conflict', 'stage-waited-for', say('refusal-stage-waited-for'))
}
