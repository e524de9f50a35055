import type { Core } from '../../core.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { frozenCopy } from '../copies/snapshot-queries.ts'
import { findRecipientPage } from './show-recipient-page.ts'
import { stageOf } from '../queries.ts'
import { openPdf } from '../secrets.ts'

/**
 * The PDF of a copy, byte for byte as it was frozen, whether it went with the mail or was too large for it.
 * @throws Refusal if there is none yet, or it has been destroyed
 */
export async function fetchFrozenCopy(core: Core, token: string): Promise<Buffer> {
  const page = await findRecipientPage(core, token)
  const copy = await frozenCopy(core.db, page.id)
  const stage = copy && (await stageOf(core.db, copy.stage_id))
  if (!stage) throw notFoundRefusal('PDF')
  if (copy.sealed === null) throw new Refusal('gone', 'copy-destroyed', say('refusal-copy-destroyed'))
  return openPdf(core, stage, copy.sealed)
}
