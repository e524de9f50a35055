import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { keepVersion } from './keep-version.ts'
import { storeName } from './store-name.ts'
import { versionRow } from './queries.ts'
import { openVersionName } from './secrets.ts'

/**
 * Keeps the draft as it is under a name. If nothing has changed since the newest version, that one gets the name.
 * @returns the number of the version
 * @throws Refusal
 */
export async function saveVersion(
  core: Core,
  organizerId: string,
  letterId: string,
  typed: string,
  now: Date,
): Promise<number> {
  await authorizeLetter(core, organizerId, letterId, 'edit')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    const number = await keepVersion(core, trx, letter, now)
    if (number === null) throw new Refusal('conflict', 'letter-opened', say('versions-letter-opened'))
    const place = { letter_id: letter.id, number }
    const row = await versionRow(trx, place)
    const name = row ? openVersionName(core, row) : null
    if (name !== null) throw new Refusal('invalid', 'version-named', say('versions-named-already', { name }), 'name')
    await storeName(core, trx, place, typed)
    return number
  })
}
