import type { LetterRow } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { enqueue } from '../../jobs/queue.ts'
import { updateStage, type StageRow } from '../queries.ts'
import { ownersOf } from '../../organizers/member-queries.ts'
import { enqueueLook } from '../enqueue-look.ts'
import { needsNotice } from '../stage.ts'
import { announced } from './next-move.ts'

/**
 * Announces a stage. The letter's page then says what is shown to whom, and until when anybody can withdraw. If one person runs the
 * letter, every delivery waits for `aloneHours` at least, so that this person can cancel what a thief has started. A stage is
 * announced only once. Must run in a transaction that holds the letter's lock.
 * @param decidedAt when the owners approved the stage, or `now` if an owner announces it by hand
 */
export async function fireStage(
  core: Core,
  trx: Db,
  letter: LetterRow,
  stage: StageRow,
  { decidedAt, now }: { decidedAt: Date; now: Date },
): Promise<void> {
  const alone = (await ownersOf(trx, letter.id)).length < 2
  const notice = { letter, alone, decidedAt }
  await updateStage(trx, stage.id, announced(stage, notice, { now, hour: core.config.units.hour }))
  if (needsNotice(stage.kind, stage.disclosure))
    await enqueue(trx, 'tell-subscribers', { stage: stage.id }, { queue: 'mailings' })
  if (stage.approved_at) await enqueueLook(trx, letter.id)
  await notifyLetter(trx, letter.id)
}
