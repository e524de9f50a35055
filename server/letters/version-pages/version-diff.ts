import { facets, facetWords } from '../../facets/rules.ts'
import { contentOf } from '../../letter/rules.ts'
import { say } from '../../refusal.ts'
import { diffList, hasChanged } from '../revisions/diff.ts'
import { changesShown, diffShown, type DiffShown } from '../revisions/diff-shown.ts'
import { isSameContent, type VersionContent } from '../versions/rules.ts'

/**
 * Compares two versions by words, and their lists by entries.
 * @returns null if they are the same. `addresses`: the address of a recipient changed, which is not shown
 */
export function versionDiff(
  before: VersionContent,
  after: VersionContent,
): (DiffShown & { addresses: boolean }) | null {
  if (isSameContent(before, after)) return null
  const diff = diffShown(contentOf(before), contentOf(after))
  const more = [
    ...facets.map((facet) => ({
      heading: facetWords[facet].many,
      changes: diffList(before.facets[facet], after.facets[facet]),
    })),
    { heading: say('versions-address'), changes: diffList(oneOrNone(before.slug), oneOrNone(after.slug)) },
  ]
  return {
    ...diff,
    lists: [
      ...diff.lists,
      ...more
        .filter(({ changes }) => hasChanged(changes))
        .map(({ heading, changes }) => ({ heading, changes: changesShown(changes) })),
    ],
    addresses: before.recipients.some((one) => after.recipients.some((other) => isReaddressed(one, other))),
  }
}

function oneOrNone(text: string): string[] {
  return text === '' ? [] : [text]
}

type Recipient = VersionContent['recipients'][number]

function isReaddressed(one: Recipient, other: Recipient): boolean {
  return one.name === other.name && one.office === other.office && one.address !== other.address
}
