import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import type { Db } from '../../db/pool.ts'
import { lockLetter } from '../../letter/queries.ts'
import { abandonedDeliveries, deliveryById, lockDelivery, updateDelivery } from '../queries.ts'
import { finishStage } from './queries.ts'

/** Copies that a process was handing over which is gone: whether the mail server took them nobody knows, so nobody sends them again. */
export async function settleAbandoned(core: Core, now: Date): Promise<void> {
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
    last_answer: 'This server stopped while it spoke to the mail server.',
  })
  await finishStage(trx, found.stage_id, now)
  await notifyLetter(trx, found.letter_id)
}
