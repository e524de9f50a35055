import type { Core } from '../../core.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { frozenCopy } from '../copies/snapshot-queries.ts'
import { findRecipientPage } from './show-recipient-page.ts'
import { stageOf } from '../queries.ts'
import { isLinked } from '../rules.ts'
import { openPdf } from '../secrets.ts'

/**
 * The frozen PDF of a copy that was too large for its mail.
 * @throws Refusal if the PDF went with the mail, or has been destroyed
 */
export async function fetchFrozenCopy(core: Core, token: string): Promise<Buffer> {
  const page = await findRecipientPage(core, token)
  const copy = await frozenCopy(core.db, page.id)
  const stage = copy && (await stageOf(core.db, copy.stage_id))
  if (!stage || !isLinked(copy.bytes, core.config.largestAttachment)) throw notFoundRefusal('PDF')
  if (copy.sealed === null) throw new Refusal('gone', 'copy-destroyed', say('refusal-copy-destroyed'))
  return openPdf(core, stage, copy.sealed)
}
