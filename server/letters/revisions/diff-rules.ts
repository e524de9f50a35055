import { diffArrays, diffWordsWithSpace } from 'diff'
import type { RevisionContent } from '../../letter/rules.ts'

/** A stretch of text that stayed, came or went. */
export interface Change {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** What changed from one revision to the next, part by part. */
export interface RevisionDiff {
  title: Change[]
  text: Change[]
  demands: Change[][]
  recipients: Change[]
  employers: Change[]
  language: Change[]
}

/** The time grows with the square of this: a thousand take some 60 ms, and everybody can ask for a page with a diff. */
const mostEdits = 1000

/** Word by word, words as the language has them (Chinese has no spaces); paragraph by paragraph where hardly a word stayed. */
export function diffText(before: string, after: string, language: string): Change[] {
  const intlSegmenter = new Intl.Segmenter(language, { granularity: 'word' })
  const words = diffWordsWithSpace(before, after, { intlSegmenter, maxEditLength: mostEdits })
  return words ? words.map(changeFrom) : diffList(before.split(/(?<=\n\n)/), after.split(/(?<=\n\n)/))
}

export function diffRevisions(before: RevisionContent, after: RevisionContent): RevisionDiff {
  const { language } = after
  return {
    title: diffText(before.title, after.title, language),
    text: diffText(before.text, after.text, language),
    demands: diffDemands(before.demands, after.demands, language),
    recipients: diffList(before.recipients.map(recipientInWords), after.recipients.map(recipientInWords)),
    employers: diffList(before.employers.map(employerInWords), after.employers.map(employerInWords)),
    language: diffList([before.language], [after.language]),
  }
}

/** Demands that changed a little are shown by their words: a removed one beside an added one is taken for the same. */
function diffDemands(before: readonly string[], after: readonly string[], language: string): Change[][] {
  const changes = diffArrays([...before], [...after])
  return changes.flatMap((change, index) => {
    const next = changes[index + 1]
    const previous = changes[index - 1]
    if (change.removed && next?.added)
      return Array.from({ length: Math.max(change.value.length, next.value.length) }, (_, at) =>
        diffText(change.value[at] ?? '', next.value[at] ?? '', language),
      )
    if (change.added && previous?.removed) return []
    return change.value.map((text) => [{ kind: kindOf(change), text }])
  })
}

function diffList(before: readonly string[], after: readonly string[]): Change[] {
  return diffArrays([...before], [...after]).flatMap((change) =>
    change.value.map((text) => ({ kind: kindOf(change), text })),
  )
}

function recipientInWords({ name, office }: { name: string; office: string }): string {
  return office === '' ? name : `${name}, ${office}`
}

function employerInWords({ name, domains }: { name: string; domains: readonly string[] }): string {
  return `${name} (${domains.join(', ')})`
}

function changeFrom(change: { added: boolean; removed: boolean; value: string }): Change {
  return { kind: kindOf(change), text: change.value }
}

function kindOf({ added, removed }: { added: boolean; removed: boolean }): Change['kind'] {
  if (added) return 'added'
  return removed ? 'removed' : 'same'
}

export function hasChanged(changes: readonly Change[]): boolean {
  return changes.some(({ kind }) => kind !== 'same')
}

const largeShare = 0.1

/**
 * A rule of thumb, in words: why an edit looks like more than a correction. The organizers decide; signatories see the diff in
 * either case.
 */
export function signsOfSubstance(diff: RevisionDiff): string[] {
  const signs: string[] = []
  if (diff.demands.some(hasChanged)) signs.push('The demands changed, and they are what people signed for.')
  if (hasChanged(diff.recipients)) signs.push('It is addressed to other people.')
  if (hasChanged(diff.employers)) signs.push('Workers of other employers, or with other addresses, may sign.')
  if (hasChanged(diff.language)) signs.push('It is in another language.')
  if (shareChanged(diff.text) > largeShare) signs.push('More than a tenth of the text changed.')
  return signs
}

/** The larger of what came and what went, as a share of the longer text. */
function shareChanged(changes: readonly Change[]): number {
  const length = (kind: Change['kind']) =>
    changes.reduce((sum, change) => sum + (change.kind === kind ? change.text.length : 0), 0)
  const [same, added, removed] = [length('same'), length('added'), length('removed')]
  return Math.max(added, removed) / Math.max(1, same + Math.max(added, removed))
}
