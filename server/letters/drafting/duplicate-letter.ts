import type { Core } from '../../core.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { openDraft } from '../../letter/secrets.ts'
import { startLetter } from './start-letter.ts'

/**
 * Starts a new draft with the text, the demands, the recipients, the employers and the lists of this letter. The organizer is its
 * only owner. It has the settings of a new draft, an address of its own, and nothing of the signatures or of other people.
 * @throws Refusal
 */
export async function duplicateLetter(
  core: Core,
  organizerId: string,
  letterId: string,
  now: Date,
): Promise<LetterRow> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, 'edit')
  const draft = { ...openDraft(core, letter), slug: '', plan: [] }
  return startLetter(core, organizerId, { draft, copyOf: letter.id }, now)
}
