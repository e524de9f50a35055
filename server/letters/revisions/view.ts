import type { Shell } from '../../http/pages.ts'
import { say, type Sentence } from '../../refusal.ts'
import { publishedDiff, type DiffShown } from './diff-shown.ts'
import type { RevisionContentJson, RevisionJson } from './schemas.ts'
import type { RevisionRow } from '../../letter/queries.ts'
import { type AddressedLetter, letterPath } from '../../letter/letter-address.ts'

export interface RevisionsPage {
  path: string
  title: string
  language: string
  revisions: (RevisionJson & { words: Sentence; href: string })[]
}
export interface RevisionPage {
  path: string
  revision: RevisionJson
  words: Sentence
  diff: DiffShown
  changed: boolean
  previous: string | undefined
  next: string | undefined
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/revisions/revisions': RevisionsPage
    'letters/revisions/revision': RevisionPage
  }
}

const kindWords: Record<RevisionRow['kind'], Sentence> = {
  first: say('revisions-kind-first'),
  correction: say('revisions-kind-correction'),
  substance: say('revisions-kind-substance'),
}

export function revisionJson({ number, kind, published_on, hash }: RevisionRow): RevisionJson {
  return { number, kind, published_on, hash: hash.toString('hex') }
}

export function revisionsPage(letter: AddressedLetter, revisions: readonly RevisionRow[]): RevisionsPage {
  const newest = revisions.at(-1)
  const path = letterPath(letter)
  return {
    path,
    title: newest?.title ?? '',
    language: newest?.language ?? 'en',
    revisions: revisions
      .map((revision) => ({
        ...revisionJson(revision),
        words: kindWords[revision.kind],
        href: `${path}/revisions/${String(revision.number)}`,
      }))
      .reverse(),
  }
}

type Change = RevisionContentJson['text_changes'][number]

const nothing = { title: '', text: '', demands: [], recipients: [], employers: [], language: '' }

/** A revision and its changes to the revision before. The first revision is shown without changes. */
export function revisionPage(
  letter: AddressedLetter,
  revisions: readonly RevisionRow[],
  revision: RevisionRow,
): RevisionPage {
  const at = revisions.indexOf(revision)
  const path = letterPath(letter)
  const link = (other: RevisionRow | undefined) => other && `${path}/revisions/${String(other.number)}`
  return {
    path,
    revision: revisionJson(revision),
    words: kindWords[revision.kind],
    diff: publishedDiff(revisions[at - 1] ?? revision, revision),
    changed: at > 0,
    previous: link(revisions[at - 1]),
    next: link(revisions[at + 1]),
  }
}

export function revisionPageJson(revisions: readonly RevisionRow[], revision: RevisionRow): RevisionContentJson {
  const before = revisions[revisions.indexOf(revision) - 1]
  const { title, text, demands, recipients, employers, language } = revision
  const content = { title, text, demands, recipients, employers, language }
  const diff = publishedDiff(before ?? nothing, revision)
  const marked = (changes: readonly { text: string; added: boolean; removed: boolean }[]) =>
    changes.map(({ text, added, removed }): Change => ({
      text,
      change: added ? 'added' : removed ? 'removed' : 'same',
    }))
  return { ...revisionJson(revision), ...content, title_changes: marked(diff.title), text_changes: marked(diff.text) }
}

/** A quiet letter's title must not appear in tabs, histories and previews. */
export function revisionShell(letter: AddressedLetter, title: Sentence): Shell {
  return {
    title: letter.public ? title : say('letter-quiet-title'),
    robots: letter.public ? 'noindex' : 'noindex, nofollow, noarchive',
  }
}
