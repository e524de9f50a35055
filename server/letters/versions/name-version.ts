import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { setVersionName, versionRow } from './queries.ts'
import type { VersionPlace } from './rules.ts'
import { storeName } from './store-name.ts'

/**
 * Names a version, renames it, or takes its name off. A version without a name may be thinned out.
 * @param typed empty to take the name off
 * @throws Refusal
 */
export async function nameVersion(
  core: Core,
  organizerId: string,
  { letter_id, number }: VersionPlace,
  typed: string,
): Promise<void> {
  await authorizeLetter(core, organizerId, letter_id, 'edit')
  await core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letter_id)
    if (!letter) throw notFoundRefusal('letter')
    const place = { letter_id, number }
    if (!(await versionRow(trx, place))) throw notFoundRefusal('version')
    if (typed.trim() === '') await setVersionName(trx, place, null)
    else await storeName(core, trx, place, typed)
  })
}
