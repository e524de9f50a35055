import type { Core } from '../../core.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { approvalOf, approvedNow } from './approve-stage.ts'
import { fireStage } from './fire-stage.ts'
import { conditionsOf } from './condition-queries.ts'
import { notStarted } from '../stage.ts'
import { refuseUnlessReady } from './start-stage.ts'
import { TryFirst, afterTrial, isTried } from './try-stage.ts'
import { updateStage } from '../queries.ts'
import { asOwner, stageChangedRefusal, stageIn } from '../as-owner.ts'

/**
 * Starts a stage by hand: the letter's page then says what is shown to whom, and until when anybody can withdraw.
 * A stage with conditions needs a second owner, because it starts before they hold or after its date was missed.
 *
 * @param version the version of the stage that the owner has seen
 * @returns 'waits' if a second owner must agree
 * @throws Refusal if the stage was announced or changed meanwhile, or cannot be sent as it is
 * @throws CannotBeMade if a trial shows that the mail or the PDF cannot be made
 */
export async function announce(
  core: Core,
  asker: Asker,
  letterId: string,
  { stageId, version }: { stageId: string; version: number },
  now: Date,
): Promise<'announced' | 'waits'> {
  return afterTrial(core, now, (tried) =>
    asOwner(core, asker.id, letterId, async (trx, letter) => {
      const stage = await stageIn(trx, letterId, stageId)
      if (!notStarted(stage)) throw new Refusal('conflict', 'announced-already', say('refusal-announced-already'))
      if (stage.version !== version) throw stageChangedRefusal()
      await refuseUnlessReady(core, trx, letter, stage)
      if (!isTried(tried, letter, stage)) return new TryFirst(stage)
      const hurried = (await conditionsOf(trx, letterId)).some(({ stage_id }) => stage_id === stage.id)
      const subject = { ...(await approvalOf(core, trx, letter, stage)), hurry: true }
      if (
        hurried &&
        (await requireSecondOwner(
          { ...core, db: trx },
          letter,
          asker,
          { act: 'deliver', subject, names: stage.disclosure === 'names' },
          now,
        )) === 'waits'
      )
        return 'waits'
      await fireStage(core, trx, letter, stage, { decidedAt: now, now })
      // Keeps what two owners approved. One owner must not replace it with the addresses and the contact of now.
      if (!stage.approved_at) await updateStage(trx, stage.id, await approvedNow(core, trx, letter, stage))
      await noteActivity(trx, letterId, asker.id, 'delivery-announced', { stage: stage.number }, now)
      return 'announced'
    }),
  )
}
