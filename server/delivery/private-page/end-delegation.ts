import { lockLetter } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { deleteDelegation } from './queries.ts'
import { findOwnPage } from './show-recipient-page.ts'

/**
 * Ends the link of the person who answers for the recipient. It needs no code, because it takes power away. Idempotent.
 * @throws Refusal if the page is a delegate's
 */
export async function endDelegation(core: Core, token: string): Promise<void> {
  const page = await findOwnPage(core, token)
  await core.db.transaction().execute(async (trx) => {
    // Orders this against an answer: it is sent before the link ends, or not at all.
    await lockLetter(trx, page.letter_id)
    await deleteDelegation(trx, page.id)
  })
}
