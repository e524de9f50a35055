import type { Core } from '../../core.ts'
import type { Asker } from '../../organizers/require-second-owner.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { Refusal, say } from '../../refusal.ts'
import { saveDraft, type Saved } from '../drafting/save-draft.ts'
import { readVersion } from '../versions/read-version.ts'
import type { VersionPlace } from '../versions/rules.ts'

/**
 * Makes an earlier version the draft, with a save like any other: it is merged with what others saved meanwhile, and overwrites
 * nothing that the organizer has not seen. The draft before it is kept as a version, so that it can be undone.
 * @param from the draft that the organizer saw: its version, and what a merge starts from (see Saving.base)
 * @throws Refusal
 */
export async function restoreVersion(
  core: Core,
  asker: Asker,
  place: VersionPlace,
  from: { version: number; base?: string | undefined },
  now: Date,
): Promise<Saved> {
  const { letter } = await authorizeLetter(core, asker.id, place.letter_id, 'edit')
  if (letter.state !== 'draft') throw new Refusal('conflict', 'letter-opened', say('versions-letter-opened'))
  const { content } = await readVersion(core, place)
  return saveDraft(core, asker, letter.id, { ...from, draft: content, keepsBefore: true }, now)
}
