import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { getDomain } from 'tldts'
import { StartProblem } from '../db/start-problem.ts'
import { say } from '../messages/message.ts'
import { facets, mostFacets, type FacetLists } from '../facets/rules.ts'
import { emptyDraft, visibilities, type Employer, type LetterDraft, type Visibility } from '../letter/rules.ts'
import type { Person } from './people.ts'

/**
 * Reads a letter from a Markdown file. The first heading is the title. `name.zh.md` is in Chinese.
 * @throws StartProblem
 */
export function letterFrom(file: string): Pick<LetterDraft, 'title' | 'text' | 'language'> {
  const source = read(file).replace(/^\uFEFF/, '')
  const heading = /^#\s+(.+)$/m.exec(source)
  if (!heading?.[1]) throw new StartProblem(say('demo-letter-without-title', { file }))
  const language = /\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.md$/.exec(basename(file))?.[1] ?? emptyDraft.language
  return { title: heading[1].trim(), text: source.replace(heading[0], '').trim(), language }
}

export interface Signatories {
  people: Person[]
  employers: Employer[]
  /** The most frequent values of the columns role, team and site. */
  facets: FacetLists
  /** Number of rows that cannot be played, by visibility. */
  leftOut: Record<string, number>
}

/**
 * Reads signatories from a CSV file with the columns name, work_address, visibility and, optionally, role, team and site.
 * Rows with an unknown visibility are left out and reported.
 * @throws StartProblem
 */
export function signatoriesFrom(file: string): Signatories {
  const rows = rowsFrom(file)
  const lists = listsFrom(rows)
  const leftOut: Record<string, number> = {}
  const people = rows.flatMap((row) => {
    const { name = '', work_address: address = '', visibility = '' } = row
    if (!isVisibility(visibility)) {
      leftOut[visibility] = (leftOut[visibility] ?? 0) + 1
      return []
    }
    const said = facets.flatMap((facet) => {
      const value = lists[facet].find((each) => each === row[facet])
      return value === undefined ? [] : [[facet, value]]
    })
    return [
      {
        name,
        address,
        visibility,
        facets: Object.fromEntries(said) as Person['facets'],
      },
    ]
  })
  return { people, employers: employersOf(people), facets: lists, leftOut }
}

const separators = [',', ';', '\t']

/** Reads CSV as spreadsheets write it: separated by comma, semicolon or tab, after a line like `sep=;` or without one. */
function rowsFrom(file: string): Record<string, string>[] {
  const text = decoded(file).replace(/^sep=.\r?\n/i, '')
  const [head = ''] = text.split(/\r\n?|\n/, 1)
  const separator = separators.find((each) => head.split(each).some((name) => bareName(name) === 'work_address'))
  if (separator === undefined)
    throw new StartProblem(say('demo-table-without-columns', { file, head: head.slice(0, 80) }))
  try {
    return parse<Record<string, string>>(text, {
      columns: (names: string[]) => names.map(bareName),
      delimiter: separator,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (error) {
    const { lines = 0 } = error as { lines?: number }
    const named = { ',': 'comma', ';': 'semicolon' }[separator] ?? 'tab'
    throw new StartProblem(say('demo-table-malformed', { file, line: lines, separator: named }))
  }
}

function bareName(column: string): string {
  return column
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
    .toLowerCase()
}

/** Decodes UTF-8, UTF-16 with a byte-order mark, and Windows-1252, which spreadsheets write without one. */
function decoded(file: string): string {
  const bytes = bytesOf(file)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) return unreadable(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return windows1252(bytes) ?? unreadable(file)
  }
}

function unreadable(file: string): never {
  throw new StartProblem(say('demo-table-encoding', { file }))
}

/** The characters of the bytes 80 to 9F. A space stands for a byte without a character. */
const from80To9F = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/** Decoded here, because TextDecoder of Node 20 takes Windows-1252 for Latin-1. Undefined if the bytes are not Windows-1252. */
function windows1252(bytes: Buffer): string | undefined {
  const text = bytes
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (control) => from80To9F[control.charCodeAt(0) - 0x80]?.replace(' ', '\0') ?? '\0')
  return text.includes('\0') ? undefined : text
}

/** The most frequent values, up to the limit of a letter's lists. */
function listsFrom(rows: readonly Record<string, string>[]): FacetLists {
  const [role = [], team = [], site = []] = facets.map((facet) => {
    const counts = new Map<string, number>()
    for (const { [facet]: value = '' } of rows)
      if (value !== '' && value.length <= mostFacets.characters) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostFacets.values)
      .map(([value]) => value)
  })
  return { role, team, site }
}

function isVisibility(text: string): text is Visibility {
  return (visibilities as readonly string[]).includes(text)
}

/** One employer for each registered domain among the addresses, with one level of subdomains. */
function employersOf(people: readonly Person[]): Employer[] {
  const domains = new Set(
    people
      .filter(({ address }) => address !== '')
      .map(({ address }) => organization(address.slice(address.lastIndexOf('@') + 1).toLowerCase())),
  )
  return [...domains].sort().map((domain) => {
    const [label = domain] = domain.split('.')
    return { name: label.slice(0, 1).toUpperCase() + label.slice(1), domains: [domain, `*.${domain}`] }
  })
}

function organization(domain: string): string {
  return getDomain(domain) ?? domain.split('.').slice(-2).join('.')
}

function read(file: string): string {
  return bytesOf(file).toString('utf8')
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw new StartProblem(say('demo-file-unreadable', { file }))
  }
}
