import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { openDraft } from '../../letter/secrets.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { stagesOf } from '../queries.ts'
import { asOwner, stageIn } from '../as-owner.ts'
import { setNumber } from './queries.ts'
import { refuseWrongOrder } from './change-stage.ts'
import { notStarted } from '../stage.ts'
import { changeDraftPlan, draftedStageIn } from './change-draft-plan.ts'

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
  await asOwner(core, organizerId, letterId, async (trx, letter) => {
    if (letter.state === 'draft') return moveInDraft(core, trx, { organizerId, letter, stageId, to }, now)
    const stage = await stageIn(trx, letterId, stageId)
    const number = stage.number + (to === 'earlier' ? -1 : 1)
    const other = (await stagesOf(trx, letterId)).find((each) => each.number === number)
    if (!other || !notStarted(stage) || !notStarted(other)) throw noPlaceRefusal()
    await setNumber(trx, stage.id, other.number)
    await setNumber(trx, other.id, stage.number)
    await refuseWrongOrder(trx, letterId)
    await noteActivity(trx, letterId, organizerId, 'stage-moved', { stage: stage.number, to: other.number }, now)
    await notifyLetter(trx, letterId)
  })
}

interface Move {
  organizerId: string
  letter: LetterRow
  stageId: string
  to: 'earlier' | 'later'
}

async function moveInDraft(core: Core, trx: Db, { organizerId, letter, stageId, to }: Move, now: Date): Promise<void> {
  const draft = openDraft(core, letter)
  const { stage, number } = draftedStageIn(draft, { stageId })
  const place = number + (to === 'earlier' ? -1 : 1)
  if (!draft.plan[place - 1]) throw noPlaceRefusal()
  const plan = draft.plan.toSpliced(number - 1, 1).toSpliced(place - 1, 0, stage)
  await changeDraftPlan(core, trx, letter, () => plan, now)
  await noteActivity(trx, letter.id, organizerId, 'stage-moved', { stage: number, to: place }, now)
}

function noPlaceRefusal(): Refusal {
  return new Refusal('conflict', 'no-place', say('refusal-no-place'))
}
