import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { lockLetter } from '../../letter/queries.ts'
import { abandonedDeliveries, deliveryById, lockDelivery, updateDelivery } from '../queries.ts'
import { say } from '../../refusal.ts'
import { storedAnswer } from '../stored-answer.ts'
import { finishStage } from './queries.ts'

/**
 * Sets copies that a dead process was sending to `unsure`. Nobody knows whether the mail server accepted them, so they are not sent
 * again automatically.
 */
export async function markUnsure(core: Core, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    for (const id of await abandonedDeliveries(trx)) await leaveUnsure(trx, id, now)
  })
}

async function leaveUnsure(trx: Db, id: string, now: Date): Promise<void> {
  const found = await deliveryById(trx, id)
  if (!found) return
  await lockLetter(trx, found.letter_id)
  const delivery = await lockDelivery(trx, id)
  if (delivery?.state !== 'handing-over' || delivery.worker !== found.worker) return
  await updateDelivery(trx, id, {
    state: 'unsure',
    worker: null,
    last_answer: storedAnswer(say('sending-interrupted')),
  })
  await finishStage(trx, found.stage_id, now)
  await notifyLetter(trx, found.letter_id)
}
