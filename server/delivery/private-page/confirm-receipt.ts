import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { insertReceipt } from './queries.ts'
import { findRecipientPage } from './show-recipient-page.ts'

/** Confirms that a letter has arrived, for the holder of the page's link. Idempotent. A receipt does not count as an answer. */
export async function confirmReceipt(core: Core, token: string, now: Date): Promise<void> {
  const page = await findRecipientPage(core, token)
  await core.db.transaction().execute(async (trx) => {
    if (await insertReceipt(trx, page.id, now)) await notifyLetter(trx, page.letter_id)
  })
}
