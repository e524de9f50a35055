import type { Core } from '../../core.ts'
import { peopleOf } from '../../organizers/member-queries.ts'
import { newestVersion, versionsOf } from './queries.ts'
import { isSameContent, versionContentOf } from './rules.ts'
import { openVersion, openVersionName } from './secrets.ts'
import type { LetterForOrganizer } from '../read-letter.ts'

/** A version in a list, with the marks on it. */
export interface VersionFacts {
  number: number
  /** The day on which it was kept, YYYY-MM-DD in UTC. */
  day: string
  name: string | null
  /** How many owners say to have read it. */
  owners: number
  /** The names of the organizers who say so. */
  readers: string[]
  /** True if the asking organizer says so. */
  mine: boolean
}

export interface VersionsFacts {
  /** Newest first. */
  versions: VersionFacts[]
  /** The newest version, if the draft still reads like it. */
  unchanged: number | null
}

/** Lists the versions of a letter that the organizer may read. */
export async function listVersions(
  core: Core,
  organizerId: string,
  { letter, draft }: Pick<LetterForOrganizer, 'letter' | 'draft'>,
): Promise<VersionsFacts> {
  const [rows, people, newest] = await Promise.all([
    versionsOf(core.db, letter.id),
    peopleOf(core.db, letter.id),
    newestVersion(core.db, letter.id),
  ])
  const content = newest ? openVersion(core, newest) : null
  return {
    versions: rows.map((row) => ({
      number: row.number,
      day: row.kept_on,
      name: openVersionName(core, row),
      owners: row.owners,
      readers: people.filter(({ id }) => row.readers.includes(id)).map(({ name }) => name),
      mine: row.readers.includes(organizerId),
    })),
    unchanged: newest && content && isSameContent(content, versionContentOf(draft)) ? newest.number : null,
  }
}
