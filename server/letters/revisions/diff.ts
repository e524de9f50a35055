import { diffArrays, diffWordsWithSpace } from 'diff'
import { say, type Sentence } from '../../refusal.ts'
import type { RevisionContent } from '../../letter/rules.ts'
import { domainInWords } from '../../mailbox/domain-in-words.ts'

/** A part of a text that stayed, was added or was removed. */
export interface Change {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** The changes from one revision to the next, by part. */
export interface RevisionDiff {
  title: Change[]
  text: Change[]
  demands: Change[][]
  recipients: Change[]
  employers: Change[]
  language: Change[]
}

/** Bounds the time, because anybody can request a diff. The time grows with the square of this number: 1000 edits take 60 ms. */
const mostEdits = 1000

/** Compares lists, such as paragraphs. Lists of more edits count as replaced as a whole. */
function diffLists(before: readonly string[], after: readonly string[]): ListChange[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: mostEdits })
  if (changes) return changes
  return [
    { added: false, removed: true, value: [...before] },
    { added: true, removed: false, value: [...after] },
  ]
}

interface ListChange {
  added: boolean
  removed: boolean
  value: string[]
}

/** Bounds the time for each changed paragraph. A text has a few hundred, and 100 edits take 0.6 ms. */
const mostEditsInPlace = 100

/**
 * Compares by words, which Intl finds also in languages without spaces, such as Chinese. If the texts have too little in common, it
 * compares by paragraphs, and by words only where paragraphs changed.
 */
export function diffText(before: string, after: string, language: string): Change[] {
  return diffWords(before, after, language, mostEdits) ?? diffParagraphs(before, after, language)
}

function diffWords(before: string, after: string, language: string, most: number): Change[] | undefined {
  const intlSegmenter = new Intl.Segmenter(language, { granularity: 'word' })
  return diffWordsWithSpace(before, after, { intlSegmenter, maxEditLength: most })?.map(changeFrom)
}

function diffParagraphs(before: string, after: string, language: string): Change[] {
  const changes = diffLists(before.split(/(?<=\n\n)/), after.split(/(?<=\n\n)/))
  return changes.flatMap((change, index) => {
    const next = changes[index + 1]
    if (change.added && changes[index - 1]?.removed) return []
    const replaced = change.removed && next?.added ? next : undefined
    const words = replaced && diffWords(change.value.join(''), replaced.value.join(''), language, mostEditsInPlace)
    return words ?? [change, ...(replaced ? [replaced] : [])].map(joined)
  })
}

function joined(change: ListChange): Change {
  return { kind: kindOf(change), text: change.value.join('') }
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

/** Compares a removed demand with the added demand beside it by words, because it is probably the same demand, edited. */
function diffDemands(before: readonly string[], after: readonly string[], language: string): Change[][] {
  const changes = diffLists(before, after)
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

export function diffList(before: readonly string[], after: readonly string[]): Change[] {
  return diffLists(before, after).flatMap((change) => change.value.map((text) => ({ kind: kindOf(change), text })))
}

function recipientInWords({ name, office }: { name: string; office: string }): string {
  return office === '' ? name : `${name}, ${office}`
}

function employerInWords({ name, domains }: { name: string; domains: readonly string[] }): string {
  return `${name} (${domains.map(domainInWords).join(', ')})`
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

/** Lists why an edit looks like more than a correction. This is a heuristic: the owners decide. */
export function signsOfSubstance(diff: RevisionDiff): Sentence[] {
  const signs: Sentence[] = []
  if (diff.demands.some(hasChanged)) signs.push(say('revisions-sign-demands'))
  if (hasChanged(diff.recipients)) signs.push(say('revisions-sign-recipients'))
  if (hasChanged(diff.employers)) signs.push(say('revisions-sign-employers'))
  if (hasChanged(diff.language)) signs.push(say('revisions-sign-language'))
  if (shareChanged(diff.text) > largeShare) signs.push(say('revisions-sign-text'))
  return signs
}

/** The larger of the added and the removed length, as a share of the longer text. */
function shareChanged(changes: readonly Change[]): number {
  const length = (kind: Change['kind']) =>
    changes.reduce((sum, change) => sum + (change.kind === kind ? change.text.length : 0), 0)
  const [same, added, removed] = [length('same'), length('added'), length('removed')]
  return Math.max(added, removed) / Math.max(1, same + Math.max(added, removed))
}
