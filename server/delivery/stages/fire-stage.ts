import type { LetterRow } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { enqueue } from '../../jobs/queue.ts'
import { updateStage, type StageRow } from '../queries.ts'
import { ownersOf } from '../../organizers/member-queries.ts'
import { aloneHours } from '../../organizers/rules.ts'
import { enqueueLook } from '../enqueue-look.ts'
import { needsNotice } from '../stage.ts'
import { announced } from './next-move.ts'

/**
 * Announces a stage. If one person runs the letter, names have a notice of `aloneHours` at least. The letter's page then says what is shown to whom, and until when anybody can withdraw. A stage is announced
 * only once. Must run in a transaction that holds the letter's lock.
 */
export async function fireStage(core: Core, trx: Db, letter: LetterRow, stage: StageRow, now: Date): Promise<void> {
  const alone = stage.disclosure === 'names' && (await ownersOf(trx, letter.id)).length < 2
  const notice = { noticeHours: letter.notice_hours, alone: alone ? aloneHours : 0 }
  await updateStage(trx, stage.id, announced(stage, notice, { now, hour: core.config.units.hour }))
  if (needsNotice(stage.kind, stage.disclosure))
    await enqueue(trx, 'tell-subscribers', { stage: stage.id }, { queue: 'mailings' })
  if (stage.approved_at) await enqueueLook(trx, letter.id)
  await notifyLetter(trx, letter.id)
}
