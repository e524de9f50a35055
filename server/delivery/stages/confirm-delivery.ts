import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import type { LetterRow } from '../../letter/queries.ts'
import type { Db } from '../../db/pool.ts'
import { approvalOf, approvedNow } from './approve-stage.ts'
import { changedSince } from '../stage.ts'
import { refuseUnlessReady, startStage } from './start-stage.ts'
import { TryFirst, afterTrial, isTried } from './try-stage.ts'
import { updateStage, type StageRow } from '../queries.ts'
import { maySend } from '../rules.ts'
import { asOwner, refuseUnlessDeliverable, stageIn } from '../as-owner.ts'

/**
 * Carries out an announced stage whose notice is over. If the letter has two or more owners, a second owner must agree.
 *
 * @returns 'waits' if a second owner must agree
 * @throws Refusal if the stage is not due or cannot be sent as it is, or if an address or the press contact has changed since it was
 *   announced
 * @throws CannotBeMade if a trial shows that the mail or the PDF cannot be made
 */
export async function confirmDelivery(
  core: Core,
  asker: Asker,
  letterId: string,
  stageId: string,
  now: Date,
): Promise<'sending' | 'waits'> {
  const outcome = await afterTrial(core, now, (tried) =>
    asOwner(core, asker.id, letterId, async (trx, letter) => {
      refuseUnlessDeliverable(letter)
      const stage = await stageIn(trx, letterId, stageId)
      refuseUnlessDue(stage, now)
      await refuseUnlessReady(core, trx, letter, stage)
      if (!isTried(tried, letter, stage)) return new TryFirst(stage)
      const subject = { ...(await approvalOf(core, trx, letter, stage)), start: true }
      const agreed = await requireSecondOwner(trx, letter, asker, { act: 'deliver', subject: subject }, now)
      const changed = await changedUnseen(core, trx, letter, stage)
      if (agreed === 'waits') return 'waits'
      if (changed) return 'changed'
      await startStage(core, trx, letter, stage, now)
      await noteActivity(trx, letterId, asker.id, 'delivery-confirmed', { stage: stage.number }, now)
      await notifyLetter(trx, letterId)
      return 'sending'
    }),
  )
  if (outcome !== 'changed') return outcome
  throw new Refusal('conflict', 'changed-since-announced', say('refusal-changed-since-announced'))
}

/**
 * Returns true if an editor has changed an address or the press contact since the stage was announced. Stores the new values,
 * because the owner is told of them now and the next confirmation must succeed. The caller must commit before it refuses. Ignores
 * an approved stage, which keeps the values that its owners approved.
 */
async function changedUnseen(core: Core, trx: Db, letter: LetterRow, stage: StageRow): Promise<boolean> {
  if (stage.approved_at) return false
  const seen = await approvedNow(core, trx, letter, stage)
  if (changedSince(stage, seen) === null) return false
  await updateStage(trx, stage.id, seen)
  return true
}

function refuseUnlessDue(stage: StageRow, now: Date): void {
  const verdict = maySend(stage, now)
  if (verdict === 'yes') return
  if (verdict === 'not-announced') throw new Refusal('conflict', 'not-announced', say('refusal-not-announced'))
  if (verdict === 'stopped') throw new Refusal('conflict', 'stage-stopped', say('delivery-confirm-stopped'))
  if (verdict === 'over') throw new Refusal('conflict', 'confirmed-already', say('refusal-confirmed-already'))
  throw new Refusal('conflict', 'notice-runs', say('refusal-notice-runs'))
}
