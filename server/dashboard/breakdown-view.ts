import type { Catalogue } from '../messages/catalogue.ts'
import { classInWords } from '../letter/class-words.ts'
import type { Visibility } from '../letter/rules.ts'
import { say, type Sentence } from '../refusal.ts'
import type { BreakdownCell, BreakdownRow, VisibilityCount } from '../signatures/batch/breakdown.ts'
import { headcountsShown, type Headcount } from './headcounts/headcounts.ts'
import { visibilityWords } from './rules.ts'
import type { BreakdownJson } from './schemas.ts'
import type { DashboardFacts } from './show-dashboard.ts'

/** The table by employer and visibility, with its sum. */
export interface BreakdownPart {
  asOf: Date
  atLeast: number
  columns: Sentence[]
  rows: { employers: string; class: Sentence; count: number; cells: { label: Sentence; count: number | null }[] }[]
  together: { label: Sentence; count: number }[] | null
  anonymous: number
  /** The sum of all rows. */
  total: number
  /** Why the sum is not the count above the table. Undefined if it is. */
  differs: Sentence | undefined
  /** Employers whose numbers are shown only together with others. */
  few: Sentence | undefined
}

export interface HeadcountPart {
  lines: Sentence[]
  /** That anonymous signatures are not in these numbers. */
  apart: Sentence | undefined
  /** Employers whose headcounts are typed and not shown. */
  hidden: Sentence | undefined
}

const columnOrder: readonly Visibility[] = ['withheld', 'together', 'recipients', 'public']

export function breakdownJson(facts: DashboardFacts, words: Catalogue): BreakdownJson {
  const { letter, breakdown, facets, employers } = facts
  const figures = breakdown?.figures
  const columns = columnsOf(figures ?? { rows: [], together: null })
  const amounts = (cells: VisibilityCount[]) =>
    columns.map((column) => cells.find(({ visibility }) => visibility === column)?.count ?? 0)
  const nameOf = (id: string | null) =>
    employers.find((employer) => employer.id === id)?.name ?? words.text('dashboard-without-employer')
  return {
    as_of: breakdown?.as_of.toISOString() ?? null,
    at_least: letter.batch_size,
    visibilities: columns,
    rows: (figures?.rows ?? []).map((row) => ({
      employers: row.employers.map(nameOf),
      class: row.class,
      count: row.count,
      cells: row.cells && amounts(row.cells),
    })),
    together: figures?.together ? amounts(figures.together) : null,
    anonymous: figures?.anonymous ?? 0,
    total: totalOf(facts),
    headcounts: shownHeadcounts(facts).map(({ employer, signed, people }) => ({
      employer: nameOf(employer),
      signed,
      people,
    })),
    facets,
  }
}

function columnsOf({ rows, together }: { rows: BreakdownRow[]; together: VisibilityCount[] | null }): Visibility[] {
  const shown = new Set(
    [...rows.flatMap(({ cells }) => cells ?? []), ...(together ?? [])].map((cell) => cell.visibility),
  )
  return columnOrder.filter((column) => shown.has(column))
}

/** Employers that are shown only together with others, because their numbers are too small. */
export function fewAt({ breakdown, employers }: DashboardFacts): string[] {
  const rows = breakdown?.figures.rows ?? []
  const joined = rows.filter((row) => row.employers.length > 1).flatMap((row) => row.employers)
  return employers.filter(({ id, current }) => current && joined.includes(id)).map(({ name }) => name)
}

function totalOf({ breakdown }: DashboardFacts): number {
  const { rows, anonymous } = breakdown?.figures ?? { rows: [], anonymous: 0 }
  return rows.reduce((sum, { count }) => sum + count, anonymous)
}

function shownHeadcounts({ letter, breakdown, cells, employers }: DashboardFacts): Headcount[] {
  if (!breakdown) return []
  const workers = sum(cells.filter((cell) => cell.class !== 'supporter'))
  const mailbox = sum(cells.filter((cell) => cell.class === 'mailbox'))
  return headcountsShown({ breakdown: breakdown.figures, mailbox, workers }, employers, letter.batch_size)
}

export function breakdownPart(facts: DashboardFacts, words: Catalogue): BreakdownPart | null {
  const json = breakdownJson(facts, words)
  if (json.rows.length === 0 || json.as_of === null) return null
  const columns = json.visibilities.map((visibility) => visibilityWords[visibility])
  const label = (index: number) => columns[index] ?? ''
  const counted = sum(facts.cells)
  const few = fewAt(facts)
  return {
    asOf: new Date(json.as_of),
    atLeast: json.at_least,
    columns,
    rows: json.rows.map((row) => ({
      employers: row.employers.toSorted().join(', '),
      class: classInWords(row.class, row.count),
      count: row.count,
      cells: columns.map((_, index) => ({ label: label(index), count: row.cells ? (row.cells[index] ?? 0) : null })),
    })),
    together: json.together?.map((count, index) => ({ label: label(index), count })) ?? null,
    anonymous: json.anonymous,
    total: json.total,
    differs:
      json.total === counted
        ? undefined
        : say('dashboard-sum-differs', { total: json.total, counted, least: json.at_least }),
    few: few.length === 0 ? undefined : say('dashboard-few-at', { employers: few, least: json.at_least }),
  }
}

/** Null if no organizer has typed a headcount. */
export function headcountPart(facts: DashboardFacts): HeadcountPart | null {
  const { letter, employers } = facts
  const typed = employers.filter(({ current, people }) => current && people !== null)
  if (typed.length === 0 || letter.collecting) return null
  const shown = shownHeadcounts(facts)
  const hidden = typed.filter(({ id }) => !shown.some(({ employer }) => employer === id)).map(({ name }) => name)
  return {
    lines: shown.map(({ employer, signed, people }) =>
      say('dashboard-headcount', { employer: employers.find(({ id }) => id === employer)?.name ?? '', signed, people }),
    ),
    apart: shown.length === 0 || employers.length === 1 ? undefined : say('dashboard-headcount-apart'),
    hidden:
      hidden.length === 0
        ? undefined
        : say('dashboard-headcount-hidden', { employers: hidden, least: letter.batch_size }),
  }
}

function sum(cells: readonly Pick<BreakdownCell, 'count'>[]): number {
  return cells.reduce((all, { count }) => all + count, 0)
}
