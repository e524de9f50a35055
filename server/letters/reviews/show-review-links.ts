import type { Core } from '../../core.ts'
import { dayOf } from '../../letter/days.ts'
import { titleOf } from '../../letter/title-of.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import type { Role } from '../../organizers/rules.ts'
import { versionsOf } from '../versions/queries.ts'
import { openVersionName } from '../versions/secrets.ts'
import { linksOf, type ReviewLinkRow } from './queries.ts'
import { linkState, maySeeLink, type LinkState } from './rules.ts'
import { openLinkWords, openReviewedText } from './secrets.ts'

export interface ShownLink {
  id: string
  label: string
  state: LinkState
  /** The name that the reviewer chose. */
  name: string | null
  madeOn: string
  lastDay: string
  usedOn: string | null
  /** The day on which a second browser was refused first. */
  refusedOn: string | null
  endedOn: string | null
  /** The version that the reviewer reads. Null once the link is ended. */
  version: VersionName | null
}

export interface VersionName {
  number: number
  /** YYYY-MM-DD in UTC */
  day: string
  name: string | null
}

/** Versions that the form offers. */
const mostVersions = 40

/**
 * Reads the review links of a letter that the organizer may see.
 * @throws Refusal
 */
export async function showReviewLinks(core: Core, organizerId: string, letterId: string, now: Date) {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'edit')
  const title = await titleOf(core, letter)
  const versions = await versionsOf(core.db, letter.id)
  return {
    letter,
    role,
    title,
    links: await linksFor(core, { letterId, organizerId, role }, now),
    versions: versions.slice(0, mostVersions).map((row): VersionName => ({
      number: row.number,
      day: row.kept_on,
      name: openVersionName(core, row),
    })),
  }
}

export type ReviewLinksFacts = Awaited<ReturnType<typeof showReviewLinks>>

/** The same for a caller that has authorized the organizer. */
export async function linksFor(
  core: Core,
  { letterId, organizerId, role }: { letterId: string; organizerId: string; role: Role },
  now: Date,
): Promise<ShownLink[]> {
  if (!['owner', 'editor'].includes(role)) return []
  return (await linksOf(core.db, letterId)).flatMap((link) => shown(core, link, { organizerId, role }, now))
}

function shown(
  core: Core,
  link: ReviewLinkRow,
  { organizerId, role }: { organizerId: string; role: Role },
  now: Date,
): ShownLink[] {
  const words = openLinkWords(core, link)
  if (!words || !maySeeLink(role, { maker: words.maker, asker: organizerId })) return []
  return [
    {
      id: link.id.toString('base64url'),
      label: words.label,
      state: linkState(link, dayOf(now)),
      name: words.name,
      madeOn: link.made_on,
      lastDay: link.last_day,
      usedOn: link.used_on,
      refusedOn: link.refused_on,
      endedOn: link.ended_on,
      version: openReviewedText(core, link)?.version ?? null,
    },
  ]
}
