import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { Refusal, say } from '../../refusal.ts'
import { countNamed, setVersionName } from './queries.ts'
import { checkVersionName, mostKept, type VersionPlace } from './rules.ts'
import { sealVersionName } from './secrets.ts'

/**
 * Gives a version a name. The caller holds the letter's lock.
 * @throws Refusal beside the field `name`
 */
export async function storeName(core: Pick<Core, 'keys'>, trx: Db, place: VersionPlace, typed: string): Promise<void> {
  const checked = checkVersionName(typed)
  if ('fault' in checked) throw new Refusal('invalid', 'version-name', checked.fault, 'name')
  if ((await countNamed(trx, place)) >= mostKept.named)
    throw new Refusal('invalid', 'versions-named', say('versions-named-too-many', { most: mostKept.named }), 'name')
  await setVersionName(trx, place, sealVersionName(core, place, checked.name))
}
