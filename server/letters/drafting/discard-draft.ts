import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { keyKinds } from '../../db/keys/keys.ts'
import type { Db } from '../../db/pool.ts'
import { requireSecondOwner, type Asker } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { deleteLetter } from '../write-queries.ts'

/**
 * An owner deletes a draft that was never opened. If there are several owners, a second one has to agree.
 * @throws Refusal
 */
export async function discardDraft(
  core: Core,
  asker: Asker,
  letterId: string,
  now: Date,
): Promise<'discarded' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'purge')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (letter.state !== 'draft') throw new Refusal('conflict', 'letter-was-opened', say('refusal-letter-was-opened'))
    if (
      (await requireSecondOwner(
        { ...core, db: trx },
        letter,
        asker,
        { act: 'purge', subject: { draft: true } },
        now,
      )) === 'waits'
    )
      return 'waits'
    await discard(core, trx, letterId)
    return 'discarded'
  })
}

/**
 * Deletes a draft without a second owner. Used if tombstones say that a restored draft was discarded or purged after the backup.
 */
export async function discardNow(core: Core, letterId: string): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (letter?.state === 'draft') await discard(core, trx, letterId)
  })
}

/**
 * Destroys the keys before the commit, because after it no row would remain to say that they still have to be destroyed. If the
 * commit fails, a draft without keys is left. An owner or the next start discards it. Destroyed keys cannot be created again for
 * this letter.
 */
async function discard({ keys }: Core, trx: Db, letterId: string): Promise<void> {
  await deleteLetter(trx, letterId)
  for (const kind of keyKinds) keys.destroy(letterId, kind)
}
