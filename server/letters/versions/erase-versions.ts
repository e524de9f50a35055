import type { Core } from '../../core.ts'
import { draftingErasedAfterDays } from '../life.ts'
import { eraseVersionsOf, lettersWithVersionsSince } from './queries.ts'

/** Erases the versions of letters that opened `draftingErasedAfterDays` ago, and the marks on them. */
export async function eraseVersions({ db, config }: Pick<Core, 'db' | 'config'>, now: Date): Promise<void> {
  const openedUntil = new Date(now.getTime() - draftingErasedAfterDays * config.units.day)
  for (const id of await lettersWithVersionsSince(db, openedUntil)) await eraseVersionsOf(db, id)
}
