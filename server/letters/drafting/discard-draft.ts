import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { keyKinds } from '../../db/keys/keys.ts'
import type { Db } from '../../db/pool.ts'
import { requireSecondOwner } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { notFoundRefusal, Refusal } from '../../refusal.ts'
import { deleteLetter } from '../write-queries.ts'

/** An owner deletes a draft that was never opened. Where there are several owners a second one has to ask for it too. */
export async function discardDraft(
  core: Core,
  organizerId: string,
  letterId: string,
  now: Date,
): Promise<'discarded' | 'waits'> {
  await authorizeLetter(core, organizerId, letterId, 'purge')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (letter.state !== 'draft')
      throw new Refusal(
        'conflict',
        'letter-was-opened',
        'This letter has been opened, so it is more than a draft. Close it first; then you can purge it.',
      )
    if ((await requireSecondOwner(trx, letter, organizerId, 'purge', { draft: true }, now)) === 'waits') return 'waits'
    await discard(core, trx, letterId)
    return 'discarded'
  })
}

/** The same without asking, where tombstones say that a restored draft was discarded or purged since. */
export async function discardNow(core: Core, letterId: string): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (letter?.state === 'draft') await discard(core, trx, letterId)
  })
}

/**
 * The keys go before the commit, because no row remains that could say that they still have to. If the commit fails, an empty draft is left;
 * it can be discarded again, and the next start discards it. No kind of key can be made for this letter any more.
 */
async function discard({ keys }: Core, trx: Db, letterId: string): Promise<void> {
  await deleteLetter(trx, letterId)
  for (const kind of keyKinds) keys.destroy(letterId, kind)
}
