import type { Core } from '../../core.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { draftingNameOf } from '../threads/drafting-name-of.ts'
import { Refusal, say } from '../../refusal.ts'

/**
 * Refuses people who may not edit a letter's text, and letters that are no draft.
 * @returns the name under which the others see the person
 * @throws Refusal
 */
export async function mayType(core: Core, organizerId: string, letterId: string): Promise<string> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, 'edit')
  if (letter.state !== 'draft') throw new Refusal('conflict', 'letter-was-opened', say('refusal-letter-was-opened'))
  return draftingNameOf(core, core.db, letterId, organizerId)
}
