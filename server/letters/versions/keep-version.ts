import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { dayOf } from '../../letter/days.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { openDraft } from '../../letter/secrets.ts'
import { dropVersions } from './drop-versions.ts'
import { insertVersion, newestVersion } from './queries.ts'
import { isSameContent, versionContentOf } from './rules.ts'
import { openVersion, sealVersion } from './secrets.ts'

/**
 * Keeps a draft as it is as its newest version, within the caller's transaction, which holds the letter's lock. Stores nothing if
 * nothing has changed since the version before. Thins the older ones. It stores a day and nothing of the person.
 * @param letter the locked row
 * @returns the number of the version that holds this state. Null if the letter is no draft any more
 */
export async function keepVersion(core: Core, trx: Db, letter: LetterRow, now: Date): Promise<number | null> {
  if (letter.state !== 'draft' || letter.draft_sealed === null) return null
  const content = versionContentOf(openDraft(core, letter))
  const newest = await newestVersion(trx, letter.id)
  const held = newest && openVersion(core, newest)
  if (newest && held && isSameContent(held, content)) return newest.number
  const place = { letter_id: letter.id, number: (newest?.number ?? 0) + 1 }
  await insertVersion(trx, { ...place, kept_on: dayOf(now), content_sealed: sealVersion(core, place, content) })
  await dropVersions(trx, letter.id, now)
  return place.number
}
