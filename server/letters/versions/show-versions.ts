import type { Core } from '../../core.ts'
import { readLetter, type LetterForOrganizer } from '../read-letter.ts'
import { listVersions, type VersionsFacts } from './list-versions.ts'

/**
 * Returns a letter's versions, for one of its organizers.
 * @throws Refusal
 */
export async function showVersions(
  core: Core,
  organizerId: string,
  letterId: string,
): Promise<LetterForOrganizer & VersionsFacts> {
  const letter = await readLetter(core, organizerId, letterId)
  return { ...letter, ...(await listVersions(core, organizerId, letter)) }
}
