import type { Core } from '../../core.ts'
import { notFoundRefusal } from '../../refusal.ts'
import type { LetterForOrganizer } from '../read-letter.ts'
import type { VersionFacts, VersionsFacts } from './list-versions.ts'
import { readVersion } from './read-version.ts'
import { isSameContent, versionContentOf, type VersionContent } from './rules.ts'
import { showVersions } from './show-versions.ts'

export interface VersionShown extends LetterForOrganizer, VersionsFacts {
  version: VersionFacts & { content: VersionContent }
  /** True if the draft reads like it. */
  isDraft: boolean
}

/**
 * Returns one version of a letter's draft, for one of its organizers.
 * @param number as typed in an address
 * @throws Refusal
 */
export async function showVersion(
  core: Core,
  organizerId: string,
  letterId: string,
  number: string,
): Promise<VersionShown> {
  const shown = await showVersions(core, organizerId, letterId)
  const listed = shown.versions.find((each) => String(each.number) === number)
  if (!listed) throw notFoundRefusal('version')
  const { content } = await readVersion(core, { letter_id: shown.letter.id, number: listed.number })
  return {
    ...shown,
    version: { ...listed, content },
    isDraft: isSameContent(content, versionContentOf(shown.draft)),
  }
}
