import { dayOf } from '../../letter/day-rules.ts'
import { inTurn } from '../../concurrency/in-turn.ts'
import { dayInWords } from '../../next-steps/plan-words-rules.ts'
import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, type Sentence } from '../../refusal.ts'
import { updateStage, type StageRow } from '../queries.ts'
import { checkAnswerDay } from '../rules.ts'
import { asOwner, stageIn } from '../stage-for.ts'
import { cleanPhoto, type CleanPhoto } from './clean-photo.ts'
import { enqueueLook } from '../enqueue-look.ts'
import { newestSnapshot } from '../copies/snapshot-queries.ts'
import { keepPhoto, noteHandDelivery } from './queries.ts'

export interface HandDelivery {
  /** YYYY-MM-DD */
  on: string
  photo: Buffer | 'too-large' | null
}

/**
 * Records that the printed copies of a stage were delivered by hand: the day, and a photo if there is one. It never records the person
 * who carried them.
 * @throws Refusal if the stage is not being carried by hand, or the day or the photo has a fault
 */
export async function recordHandDelivery(
  core: Core,
  organizerId: string,
  letterId: string,
  stageId: string,
  { on, photo }: HandDelivery,
  now: Date,
): Promise<void> {
  // Cleans the photo before the locking transaction, because that takes long. Checks the stage again under the lock.
  const stage = await asOwner(core, organizerId, letterId, async (trx) => stageIn(trx, letterId, stageId))
  refuseUnlessCarried(stage)
  const day = readDay(on, stage, now)
  const clean = await inTurn(`photo ${organizerId}`, { atOnce: 1, waiting: 2 }, () => readPhoto(photo))
  await asOwner(core, organizerId, letterId, async (trx) => {
    const locked = await stageIn(trx, letterId, stageId)
    refuseUnlessCarried(locked)
    const version = (await newestSnapshot(trx, stage.id))?.version ?? 1
    await noteHandDelivery(trx, stage.id, new Date(`${day}T00:00:00Z`), version)
    if (clean) await keepPhoto(trx, { stage_id: stage.id, ...clean })
    await updateStage(trx, stage.id, { state: 'done', finished_at: now, handed_on: day })
    await noteActivity(trx, letterId, organizerId, 'handed over', { stage: stage.number }, now)
    await enqueueLook(trx, letterId)
    await notifyLetter(trx, letterId)
  })
}

function refuseUnlessCarried({ kind, state }: StageRow): void {
  if (kind === 'by-hand' && state === 'sending') return
  throw new Refusal(
    'conflict',
    'not-carried',
    'Only a stage by hand that has started, and has not been handed over yet, is recorded here.',
  )
}

function ofHandDelivery(message: Sentence): Sentence {
  return typeof message === 'string' ? message.replace('the answer came', 'it was handed over') : message
}

function readDay(typed: string, { confirmed_at }: StageRow, now: Date): string {
  const field = 'handed_on'
  const read = checkAnswerDay(typed, now)
  if ('message' in read) throw Refusal.fields([{ field, message: ofHandDelivery(read.message) }])
  if (confirmed_at && read.day < dayOf(confirmed_at))
    throw Refusal.fields([
      { field, message: `It was frozen on ${dayInWords(confirmed_at)}. Give that day or a later one.` },
    ])
  return read.day
}

async function readPhoto(photo: HandDelivery['photo']): Promise<CleanPhoto | null> {
  if (photo === 'too-large')
    throw Refusal.fields([{ field: 'photo', message: 'The photo is larger than 15 MB. Choose a smaller one.' }])
  return photo && cleanPhoto(photo)
}
