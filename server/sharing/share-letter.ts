import type { Core } from '../core.ts'
import { sharedLink, type SharedLink } from '../letter/shared-link.ts'
import { readLetter, type LetterForOrganizer } from '../letters/read-letter.ts'
import { Refusal, say } from '../refusal.ts'
import type { RevisionRow } from '../letter/queries.ts'

export interface ShareFacts extends Pick<LetterForOrganizer, 'letter' | 'role'> {
  published: RevisionRow
  shared: SharedLink
}

/**
 * Returns what an organizer passes on of a letter that is no draft any more.
 * @throws Refusal if it is a draft, or if the person does not organize it
 */
export async function shareLetter(core: Core, organizerId: string, letterId: string): Promise<ShareFacts> {
  const { letter, role, published } = await readLetter(core, organizerId, letterId)
  if (!published) throw new Refusal('conflict', 'not-open-yet', say('refusal-not-open-yet'))
  return { letter, role, published, shared: sharedLink(core.config.origin, letter) }
}
