import { lockLetter } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { enqueueLook } from '../enqueue-look.ts'
import type { Sentence } from '../../refusal.ts'
import type { StageRow } from '../queries.ts'
import { finishStage, markUnmade } from './queries.ts'
import { storedAnswer } from '../stored-answer.ts'

/** Copies of an edition that could not be made, and the reason. */
export interface Unmade {
  since: number
  because: Sentence
}

/** Records that queued copies cannot be made. There is no automatic retry: organizers see the reason and can retry. */
export async function markNotMade(core: Core, stage: StageRow, unmade: readonly Unmade[], now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    await lockLetter(trx, stage.letter_id)
    for (const { since, because } of unmade) await markUnmade(trx, stage.id, since, storedAnswer(because))
    if (await finishStage(trx, stage.id, now)) await enqueueLook(trx, stage.letter_id)
    await notifyLetter(trx, stage.letter_id)
  })
}
