import type { Core } from '../../core.ts'
import { notifyLetter } from '../../db/notify.ts'
import { insertReceipt } from './answer-queries.ts'
import { findRecipientPage } from './recipient-page.ts'

/** Whoever has the link says that the letter has arrived. Said twice it is said once. It answers nothing. */
export async function confirmReceipt(core: Core, token: string, now: Date): Promise<void> {
  const page = await findRecipientPage(core, token)
  await core.db.transaction().execute(async (trx) => {
    if (await insertReceipt(trx, page.id, now)) await notifyLetter(trx, page.letter_id)
  })
}
