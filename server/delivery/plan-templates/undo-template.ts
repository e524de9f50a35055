import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { openDraft } from '../../letter/secrets.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { asOwner } from '../as-owner.ts'
import { changeDraftPlan } from '../plan/change-draft-plan.ts'
import { closeGap, deleteStage } from '../plan/queries.ts'
import { stagesOf } from '../queries.ts'
import { conditionsOf } from '../stages/condition-queries.ts'
import { mayUndo } from '../stage.ts'

/**
 * Takes out what a template added, all of it at once.
 * @throws Refusal if one of the stages is gone, was changed or approved since, or another stage waits for one of them
 */
export async function undoTemplate(
  core: Core,
  organizerId: string,
  letterId: string,
  added: readonly string[],
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx, letter) => {
    let numbers: number[]
    if (letter.state === 'draft') {
      const { plan } = openDraft(core, letter)
      const stages = plan.map(({ id, version, conditions }) => ({
        id,
        version,
        approved: false,
        after: conditions.after,
      }))
      refuseUnlessAsAdded(stages, added)
      numbers = plan.flatMap(({ id }, index) => (added.includes(id) ? [index + 1] : []))
      await changeDraftPlan(core, trx, letter, () => plan.filter(({ id }) => !added.includes(id)), now)
    } else {
      const conditions = await conditionsOf(trx, letterId)
      const rows = await stagesOf(trx, letterId)
      const stages = rows.map(({ id, version, approved_at, state }) => ({
        ...{ id, version, approved: approved_at !== null || state !== 'planned' },
        after:
          conditions.find(({ stage_id, after_stage }) => stage_id === id && after_stage !== null)?.after_stage ?? '',
      }))
      refuseUnlessAsAdded(stages, added)
      // The last one first, because a stage that another one waits for cannot be deleted.
      const own = rows.filter(({ id }) => added.includes(id))
      numbers = own.map(({ number }) => number)
      for (const { id, number } of own.toReversed()) {
        await deleteStage(trx, id)
        await closeGap(trx, letterId, number)
      }
      await notifyLetter(trx, letterId)
    }
    for (const stage of numbers) await noteActivity(trx, letterId, organizerId, 'stage-removed', { stage }, now)
  })
}

function refuseUnlessAsAdded(stages: Parameters<typeof mayUndo>[0], added: readonly string[]): void {
  if (!mayUndo(stages, added)) throw new Refusal('conflict', 'changed-meanwhile', say('plan-undo-changed'))
}
