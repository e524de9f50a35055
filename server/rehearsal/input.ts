import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { getDomain } from 'tldts'
import { StartProblem } from '../db/start-problem.ts'
import { emptyDraft, visibilities, type Employer, type LetterDraft, type Visibility } from '../common/letter-rules.ts'
import type { Person } from './people.ts'

/** A letter from a Markdown file: its first heading is the title; `name.zh.md` is in Chinese. */
export function letterFrom(file: string): Pick<LetterDraft, 'title' | 'text' | 'language'> {
  const source = read(file).replace(/^\uFEFF/, '')
  const heading = /^#\s+(.+)$/m.exec(source)
  if (!heading?.[1])
    throw new StartProblem(`${file} has no title: begin it with a line like “# Stop selling our work to …”.`)
  const language = /\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.md$/.exec(basename(file))?.[1] ?? emptyDraft.language
  return { title: heading[1].trim(), text: source.replace(heading[0], '').trim(), language }
}

export interface Signatories {
  people: Person[]
  employers: Employer[]
  /** Rows that cannot be played yet, by reason. */
  leftOut: Record<string, number>
}

/**
 * Signatories from a CSV file with the columns name, work_address, visibility. Until they exist, `together` becomes `withheld`, and
 * `anonymous` rows are left out and reported.
 */
export function signatoriesFrom(file: string): Signatories {
  const rows = parse<Record<string, string>>(read(file), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    trim: true,
  })
  const leftOut: Record<string, number> = {}
  const people = rows.flatMap((row) => {
    const { name = '', work_address: address = '', visibility = '' } = row
    if (visibility === 'anonymous' || !isVisibility(visibility)) {
      leftOut[visibility] = (leftOut[visibility] ?? 0) + 1
      return []
    }
    return [{ name, address, visibility: visibility === 'together' ? ('withheld' as const) : visibility }]
  })
  return { people, employers: employersOf(people), leftOut }
}

function isVisibility(text: string): text is Visibility {
  return (visibilities as readonly string[]).includes(text)
}

/** One employer for each organization's domain among the addresses, with one level below it. */
function employersOf(people: readonly Person[]): Employer[] {
  const domains = new Set(
    people.map(({ address }) => organization(address.slice(address.lastIndexOf('@') + 1).toLowerCase())),
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
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new StartProblem(`${file} cannot be read. Give the path of a file that exists.`)
  }
}
