import type { Core } from '../../core.ts'
import { tellOwners } from '../../organizers/tell-organizers.ts'
import { receiptsDueBefore } from '../rules.ts'
import { takeWithoutReceipt } from './queries.ts'

/**
 * Tells the owners of letters that nobody has confirmed the receipt of a copy. Each copy is followed by one mail at most. The recipient
 * gets none: organizers decide how to ask.
 */
export async function remindOfReceipts(core: Core, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letters = await takeWithoutReceipt(trx, receiptsDueBefore(now, core.config.units.silence))
    for (const letter of letters) await tellOwners(trx, letter, 'no-receipt')
  })
}
