import { diffRevisions, hasChanged, type Change } from './diff.ts'
import type { Sentence } from '../../refusal.ts'
import { directionOf, type RevisionContent } from '../../letter/rules.ts'

/** A part of a diff, for templates. */
export interface ChangeShown {
  text: string
  added: boolean
  removed: boolean
}
export interface DiffShown {
  title: ChangeShown[]
  text: ChangeShown[]
  demands: ChangeShown[][] | undefined
  lists: { heading: Sentence; changes: ChangeShown[] }[]
  language: string
  dir: string
}

export function changesShown(changes: readonly Change[]): ChangeShown[] {
  return changes.map(({ kind, text }) => ({ text, added: kind === 'added', removed: kind === 'removed' }))
}

const mostKept = 100
const kept = new Map<string, DiffShown>()

/** The diff of two published texts. Cached, because it never changes and anybody may request it. */
export function publishedDiff(
  before: RevisionContent & { hash?: Buffer },
  after: RevisionContent & { hash: Buffer },
): DiffShown {
  const name = `${before.hash?.toString('hex') ?? ''} ${after.hash.toString('hex')}`
  const diff = kept.get(name) ?? diffShown(before, after)
  if (kept.size >= mostKept) kept.clear()
  kept.set(name, diff)
  return diff
}

export function diffShown(before: RevisionContent, after: RevisionContent): DiffShown {
  const diff = diffRevisions(before, after)
  return {
    title: changesShown(diff.title),
    text: changesShown(diff.text),
    demands: diff.demands.length === 0 ? undefined : diff.demands.map(changesShown),
    lists: [
      { heading: 'Recipients', changes: diff.recipients },
      { heading: 'Employers', changes: diff.employers },
      { heading: 'Language', changes: diff.language },
    ]
      .filter(({ changes }) => hasChanged(changes))
      .map(({ heading, changes }) => ({ heading, changes: changesShown(changes) })),
    language: after.language,
    dir: directionOf(after.language),
  }
}
