import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { versionRow } from './queries.ts'
import type { VersionContent, VersionPlace } from './rules.ts'
import { openVersion, openVersionName } from './secrets.ts'

export interface Version {
  number: number
  /** The day on which it was kept, YYYY-MM-DD in UTC. */
  day: string
  name: string | null
  content: VersionContent
}

/**
 * Reads one version of a letter's draft. The caller has checked that the reader may see it.
 * @throws Refusal if there is no such version
 */
export async function readVersion(core: Pick<Core, 'keys'> & { db: Db }, place: VersionPlace): Promise<Version> {
  const row = await versionRow(core.db, place)
  const content = row && openVersion(core, row)
  if (!row || !content) throw notFoundRefusal('version')
  return { number: row.number, day: row.kept_on, name: openVersionName(core, row), content }
}
