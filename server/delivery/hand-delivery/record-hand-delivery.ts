import { dayOf } from '../../letter/days.ts'
import { inTurn } from '../../concurrency/in-turn.ts'
import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, say } from '../../refusal.ts'
import { updateStage, type StageRow } from '../queries.ts'
import { checkPastDay } from '../rules.ts'
import { asOwner, stageIn } from '../as-owner.ts'
import { cleanPhoto, photoTooLargeRefusal, type CleanPhoto } from './clean-photo.ts'
import { enqueueLook } from '../enqueue-look.ts'
import { newestSnapshot } from '../copies/snapshot-queries.ts'
import { keepPhoto, noteHandDelivery } from './queries.ts'

export interface HandDelivery {
  /** YYYY-MM-DD */
  on: string
  photo: Buffer | 'too-large' | null
}

/**
 * Records that the printed copies of a stage were delivered by hand: the day, and a photo if there is one. It never records the
 * person who carried them.
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
  const clean = await inTurn(`photo:${organizerId}`, { atOnce: 1, waiting: 2 }, () => readPhoto(photo))
  await asOwner(core, organizerId, letterId, async (trx) => {
    const locked = await stageIn(trx, letterId, stageId)
    refuseUnlessCarried(locked)
    const version = (await newestSnapshot(trx, stage.id))?.version ?? 1
    // Rehearsals have shorter days, in which the days of silence would begin at midnight.
    const at = day === dayOf(now) ? now : new Date(`${day}T00:00:00Z`)
    await noteHandDelivery(trx, stage.id, at, version)
    if (clean) await keepPhoto(trx, { stage_id: stage.id, ...clean })
    await updateStage(trx, stage.id, { state: 'done', finished_at: now, handed_on: day })
    await noteActivity(trx, letterId, organizerId, 'delivered-by-hand', { stage: stage.number }, now)
    await enqueueLook(trx, letterId)
    await notifyLetter(trx, letterId)
  })
}

function refuseUnlessCarried({ kind, state }: StageRow): void {
  if (kind === 'by-hand' && state === 'sending') return
  throw new Refusal('conflict', 'not-carried', say('refusal-not-carried'))
}

function readDay(typed: string, { confirmed_at }: StageRow, now: Date): string {
  const field = 'handed_on'
  const read = checkPastDay(typed, now, { field, toCome: say('hand-delivery-day-to-come') })
  if ('message' in read) throw Refusal.fields([read])
  if (confirmed_at && read.day < dayOf(confirmed_at))
    throw Refusal.fields([{ field, message: say('hand-delivery-day-before-freezing', { frozen: confirmed_at }) }])
  return read.day
}

async function readPhoto(photo: HandDelivery['photo']): Promise<CleanPhoto | null> {
  if (photo === 'too-large') throw photoTooLargeRefusal()
  return photo && cleanPhoto(photo)
}
