import type { Shell } from '../../http/pages.ts'
import { letterPath } from '../../letter/letter-address.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { say, type Sentence } from '../../refusal.ts'
import type { PersonName } from '../../signatures/person-name.ts'
import type { NamesJson } from './schemas.ts'
import type { NamesFacts, ShownNames } from './show-letter.ts'
import { groupPath, groupWords } from './groups-view.ts'
import { namesToPrint, type PrintFacts } from './list-to-print.ts'
import { asOfWords, countsOf } from './view.ts'

export interface NamesPage {
  title: string
  path: string
  search: string
  names: PersonName[]
  /** The lists to choose from. Empty if there is only one. */
  lists: { words: Sentence; path: string; current: boolean }[]
  namesHidden: boolean
  marks: { words: Sentence; count: number }[]
  /** Set if a search found nothing in the part of the list that it searched. */
  searchedWords: Sentence | undefined
  previous: string | null
  next: string | null
  collecting: boolean
  purged: boolean
  asOf: Sentence
}
/** The public names without anything else, to print. */
export interface PrintedNamesPage {
  path: string
  heading: Sentence
  counts: { count: number; words: Sentence }[]
  asOf: Sentence
  names: PersonName[]
  marks: ShownNames['marks']
  /** The page of the names after these. */
  next: string | null
  /** How many names a page has at most. */
  most: number
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/page/printed-names': PrintedNamesPage
    'letters/page/names': NamesPage
  }
}

/** A page of the public names. The paths of its neighbours are those of the API. */
export function namesJson({ letter, names: shown, groups }: NamesFacts, words: Catalogue): NamesJson {
  const { names, marks, previous, next } = shown
  const inApi = (path: string | null) => path && `/api/v1${path}`
  return {
    names,
    marks: marks.map((each) => ({
      mark: each.mark,
      words: formatSentence(each.words, words),
      count: each.count,
    })),
    groups: groups.map(({ key, employer }) => ({ employer, path: `/api/v1${groupPath(letter, key)}` })),
    previous: inApi(previous),
    next: inApi(next),
  }
}

function listsOf({ letter, groups, group }: NamesFacts): NamesPage['lists'] {
  if (groups.length === 0) return []
  const all = { words: say('letter-names-all'), path: `${letterPath(letter)}/signatures`, current: !group }
  const each = groups.map(({ key, employer }) => ({
    words: groupWords(employer),
    path: groupPath(letter, key),
    current: key === group?.key,
  }))
  return [all, ...each]
}

export function namesPageData(facts: NamesFacts): NamesPage {
  const { letter, revision, search, names } = facts
  return {
    title: revision.title,
    path: letterPath(letter),
    search,
    asOf: asOfWords(letter.collecting ? null : (letter.as_of?.toISOString() ?? null)),
    names: names.names,
    lists: listsOf(facts),
    namesHidden: letter.names_hidden,
    marks: names.marks,
    searchedWords: search === '' ? undefined : searchedPartlyWords(names),
    previous: names.previous,
    next: names.next,
    collecting: letter.collecting,
    purged: letter.state === 'purged',
  }
}

export function printedNamesPage(facts: PrintFacts): PrintedNamesPage {
  const { letter, revision, names, marks, next } = facts
  const path = letterPath(letter)
  return {
    path,
    heading: say('letter-names-title', { title: revision.title }),
    counts: countsOf(facts),
    asOf: asOfWords(letter.collecting ? null : (letter.as_of?.toISOString() ?? null), facts.checkpoint),
    names,
    marks,
    next: next && `${path}/signatures/print?after=${next.toString('base64url')}`,
    most: namesToPrint,
  }
}

export function printedNamesShell(facts: PrintFacts): Shell {
  return { ...namesShell(facts), scripts: ['print'] }
}

function searchedPartlyWords({ previous, next }: ShownNames): Sentence | undefined {
  if (previous === null && next === null) return undefined
  const links = previous === null ? 'next' : next === null ? 'previous' : 'both'
  return say('letter-names-searched-partly', { links })
}

/** The shell of the list of names. Search engines should find the letter instead of pages of its list. */
export function namesShell({ letter, revision }: Pick<NamesFacts, 'letter' | 'revision'>): Shell {
  return {
    title: letter.public ? say('letter-names-title', { title: revision.title }) : say('letter-quiet-title'),
    robots: 'noindex, nofollow',
  }
}
