import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { asOwner } from '../as-owner.ts'
import { enqueueLook } from '../enqueue-look.ts'
import { stagesOf, updateStage, type StageRow } from '../queries.ts'
import { insertStop } from './stop-queries.ts'

/**
 * Stops a stage for `stopHours`. An owner can do this alone, but only once for each stage.
 * @returns false if it is over, if it is stopped already, or if this owner has stopped it before
 */
export async function stopStage(trx: Db, organizerId: string, stage: StageRow, now: Date): Promise<boolean> {
  const { id, letter_id, number, state } = stage
  if (state === 'stopped' || state === 'done' || state === 'cancelled') return false
  if (!(await insertStop(trx, id, organizerId, now))) return false
  await updateStage(trx, id, { state: 'stopped', stopped_from: state, stopped_at: now })
  await noteActivity(trx, letter_id, organizerId, 'stage-stopped', { stage: number }, now)
  await enqueueLook(trx, letter_id)
  await notifyLetter(trx, letter_id)
  return true
}

/**
 * Stops every stage that is not over.
 * @returns how many stages of the letter still go on, because this owner has stopped them before
 * @throws Refusal
 */
export async function stopStages(core: Core, organizerId: string, letterId: string, now: Date): Promise<number> {
  return asOwner(core, organizerId, letterId, async (trx) => {
    const live = (await stagesOf(trx, letterId)).filter(({ state }) => isLive(state))
    let goOn = 0
    for (const stage of live) if (!(await stopStage(trx, organizerId, stage, now))) goOn++
    return goOn
  })
}

/** Returns true if the stage would still happen. */
export function isLive(state: StageRow['state']): boolean {
  return state !== 'done' && state !== 'cancelled' && state !== 'stopped'
}
