import { say, type Sentence } from '../refusal.ts'
import Handlebars from 'handlebars'
import { inNumbers, inWords, pluralOf } from '../http/helpers.ts'
import { facetTable, type FacetTable } from '../facets/facet-words.ts'
import { classInWords, countInWords } from '../letter/class-words.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import type { LetterState, VerificationClass, Visibility } from '../letter/rules.ts'
import { activityFrom, activityInWords } from '../organizers/activity.ts'
import { checkEmployerDomain } from '../mailbox/employers.ts'
import { may, type Role } from '../organizers/rules.ts'
import type { BreakdownRow, VisibilityCount } from '../signatures/batch/breakdown.ts'
import { nextSteps, whenInWords } from './next-view.ts'
import { plotSvg } from './plot.ts'
import type { ActivityRow } from './queries.ts'
import type { ActivityJson, BreakdownJson, DashboardJson, StepJson } from './schemas.ts'
import { dayTotals, refusedMailDays, visibilityWords } from './rules.ts'
import type { DashboardFacts } from './show-dashboard.ts'
import { letterPath } from '../letter/letter-address.ts'
import { domainInWords } from '../mailbox/domain-in-words.ts'

export interface DashboardPage {
  dashboard: DashboardJson
  stateWords: string
  publicPath: string | null
  counts: { count: number; words: string }[]
  asOf: Sentence
  howMany: string
  goalWords: string
  goalShare: { now: number; most: number } | null
  missing: string[]
  next: (Omit<StepJson, 'at'> & { at: Sentence })[]
  silence: string | undefined
  waiting: StepJson[]
  plot: PlotPart | null
  breakdown: BreakdownPart | null
  facets: FacetTable | undefined
  refused: { domain: string; refused: number }[]
  refusedDays: number
  /** A warning about domains that an older rule accepted. Undefined if there are none. */
  openDomains: Sentence | undefined
  activity: ActivityJson[]
  mayModerate: boolean
  mayExport: boolean
  /** Leads to the page for emergencies. */
  mayActAtOnce: boolean
}
interface PlotPart {
  title: string
  wide: Handlebars.SafeString
  narrow: Handlebars.SafeString
  days: { day: string; added: number; total: number }[]
}
interface BreakdownPart {
  asOf: string
  atLeast: number
  columns: string[]
  rows: { employers: string; class: string; count: number; cells: { label: string; words: string }[] }[]
  together: { label: string; count: number }[] | null
  anonymous: number
}

export interface ActivityPage {
  id: string
  letterTitle: Sentence
  activity: ActivityJson[]
  mayModerate: boolean
  next: string | null
}

declare module '../http/pages.ts' {
  interface Pages {
    'dashboard/show': DashboardPage
    'dashboard/activity': ActivityPage
  }
}

const stateWords: Record<LetterState, string> = {
  draft: 'Draft',
  quiet: 'Open to those who have the link',
  open: 'Open to the public',
  closed: 'Closed',
  purged: 'Purged',
}

/** @param words in the reader's language, so that JSON has the same sentences as the page */
export function dashboardJson(facts: DashboardFacts, words: Catalogue): DashboardJson {
  const { letter, role, title, cells, refused, saidMineAlone, burst } = facts
  const until = letter.as_of?.toISOString().slice(0, 10) ?? ''
  return {
    id: letter.id,
    title: formatSentence(title, words),
    state: letter.state,
    role,
    collecting: letter.collecting,
    as_of: letter.collecting ? null : (letter.as_of?.toISOString() ?? null),
    goal: letter.goal,
    classes: classesOf(cells, words),
    by_day: dayTotals(facts.days, 'mailbox', until),
    few_at: fewAt(facts),
    refused_mail: refused,
    said_mine_alone: saidMineAlone,
    removals: burst,
    silence: facts.silence,
    next: nextSteps(facts).map((step) => ({ ...step, words: formatSentence(step.words, words) })),
  }
}

function silenceInWords({ silence }: DashboardFacts): string | undefined {
  if (!silence) return undefined
  const { days, since } = silence
  if (days === 0) return `Delivered on ${inWords(since)}. No answer yet.`
  return `${inNumbers(days)} ${pluralOf(days, 'day', 'days')} without an answer, since ${inWords(since)}.`
}

function classesOf(cells: DashboardFacts['cells'], words: Catalogue): DashboardJson['classes'] {
  const sums = new Map<VerificationClass, number>()
  for (const cell of cells) sums.set(cell.class, (sums.get(cell.class) ?? 0) + cell.count)
  return [...sums]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([one, count]) => ({ class: one, count, words: formatSentence(classInWords(one, count), words) }))
}

/** Current employers that are shown only together with others, because their numbers are too small. */
function fewAt({ breakdown, employers }: DashboardFacts): string[] {
  const rows = breakdown?.figures.rows ?? []
  const joined = rows.filter((row) => row.employers.length > 1).flatMap((row) => row.employers)
  return employers.filter(({ id, current }) => current && joined.includes(id)).map(({ name }) => name)
}

export function breakdownJson(
  { letter, breakdown, facets, employers }: DashboardFacts,
  words: Catalogue,
): BreakdownJson {
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
    facets,
  }
}

const columnOrder: readonly Visibility[] = ['withheld', 'together', 'recipients', 'public']

function columnsOf({ rows, together }: { rows: BreakdownRow[]; together: VisibilityCount[] | null }): Visibility[] {
  const shown = new Set(
    [...rows.flatMap(({ cells }) => cells ?? []), ...(together ?? [])].map((cell) => cell.visibility),
  )
  return columnOrder.filter((column) => shown.has(column))
}

export function dashboardPage(facts: DashboardFacts, words: Catalogue): DashboardPage {
  const { letter, role } = facts
  const dashboard = dashboardJson(facts, words)
  const asksNow = dashboard.next.filter(({ at }) => at === null)
  const main = dashboard.classes.find((one) => one.class === 'mailbox')?.count ?? 0
  return {
    dashboard,
    stateWords: stateWords[letter.state],
    publicPath: letter.state === 'draft' ? null : letterPath(letter),
    counts: dashboard.classes,
    asOf: dashboard.as_of === null ? '' : say('letter-as-of', { at: new Date(dashboard.as_of) }),
    howMany: howMany(facts),
    goalWords: letter.goal === null ? '' : `Goal: ${inNumbers(letter.goal)}`,
    goalShare:
      letter.goal === null || letter.collecting ? null : { now: Math.min(main, letter.goal), most: letter.goal },
    missing: missingWords(facts, dashboard, main),
    next: dashboard.next.filter(({ at }) => at !== null).map((step) => ({ ...step, at: whenInWords(step) })),
    silence: silenceInWords(facts),
    waiting: asksNow,
    plot: plotPart(dashboard, words),
    breakdown: breakdownPart(facts, words),
    facets: facetTable(facts.facets, letter.batch_size),
    refused: dashboard.refused_mail.map((each) => ({ ...each, domain: domainInWords(each.domain) })),
    refusedDays: refusedMailDays,
    openDomains: openDomains(facts),
    activity: activityJson(facts.activity, role, words),
    mayModerate: may(role, 'moderate'),
    mayActAtOnce: may(role, 'settings') && letter.state !== 'draft' && letter.state !== 'purged',
    mayExport: may(role, 'export') && !letter.collecting && letter.state !== 'draft' && letter.state !== 'purged',
  }
}

/** A letter keeps the domains with which it was opened, even if a stranger can get an address there. */
function openDomains({ letter, employers }: DashboardFacts): Sentence | undefined {
  if (letter.state !== 'quiet' && letter.state !== 'open') return undefined
  const current = employers.filter((employer) => employer.current).flatMap(({ domains }) => domains)
  const domains = current.filter((domain) => !checkEmployerDomain(domain).ok)
  return domains.length === 0 ? undefined : say('dashboard-open-domains', { domains: domains.map(domainInWords) })
}

function howMany({ letter }: DashboardFacts): string {
  if (letter.state === 'draft') return 'Nobody can sign yet.'
  if (letter.collecting)
    return letter.first_threshold < 2
      ? 'Collecting. The count appears, here as on the page, with the next batch.'
      : `Collecting. The count appears, here as on the page, once ${inNumbers(letter.first_threshold)} stand together.`
  return letter.as_of === null ? 'Nothing has been counted yet.' : ''
}

function missingWords(facts: DashboardFacts, dashboard: DashboardJson, main: number): string[] {
  const { letter } = facts
  if (letter.state === 'draft') return ['Everybody, until it opens.']
  if (letter.collecting) return ['That shows once the count does.']
  const words: string[] = []
  if (letter.goal !== null)
    words.push(main >= letter.goal ? 'The goal is reached.' : `${inNumbers(letter.goal - main)} more to the goal.`)
  if (dashboard.few_at.length > 0) words.push(`Too few to show apart: ${dashboard.few_at.join(', ')}.`)
  for (const { domain, refused } of dashboard.refused_mail)
    words.push(
      `${domainInWords(domain)} refused ${inNumbers(refused)} ${pluralOf(refused, 'mail', 'mails')} with a code.`,
    )
  return words.length > 0 ? words : ['Nobody that the numbers know of.']
}

function plotPart(dashboard: DashboardJson, words: Catalogue): PlotPart | null {
  const last = dashboard.by_day.at(-1)
  if (!last || last.total === 0) return null
  const title = words.text('dashboard-plot-title', {
    count: formatSentence(countInWords('mailbox', last.total), words),
    on: new Date(last.day),
  })
  const labels = {
    title,
    goal: words.text('dashboard-plot-goal', { goal: dashboard.goal ?? 0 }),
    locales: words.language.locales,
  }
  const draw = (width: number) => new Handlebars.SafeString(plotSvg(dashboard.by_day, dashboard.goal, width, labels))
  const days = dashboard.by_day.filter(({ added }) => added !== 0).reverse()
  return { title, wide: draw(720), narrow: draw(330), days }
}

function breakdownPart(facts: DashboardFacts, words: Catalogue): BreakdownPart | null {
  const json = breakdownJson(facts, words)
  if (json.rows.length === 0 || json.as_of === null) return null
  const columns = json.visibilities.map((visibility) => formatSentence(visibilityWords[visibility], words))
  const label = (index: number) => columns[index] ?? ''
  return {
    asOf: json.as_of,
    atLeast: json.at_least,
    columns,
    rows: json.rows.map((row) => ({
      employers: row.employers.toSorted().join(', '),
      class: formatSentence(classInWords(row.class, row.count), words),
      count: row.count,
      cells: columns.map((_, index) => ({
        label: label(index),
        words: row.cells ? inNumbers(row.cells[index] ?? 0) : '·',
      })),
    })),
    together: json.together?.map((count, index) => ({ label: label(index), count })) ?? null,
    anonymous: json.anonymous,
  }
}

export function activityJson(rows: readonly ActivityRow[], role: Role, words: Catalogue): ActivityJson[] {
  return rows.map(({ id, at, who, what, detail }) => ({
    id,
    at: at.toISOString(),
    who,
    what: activityFrom(what, detail)?.kind ?? what,
    words: formatSentence(activityInWords(what, detail), words),
    undo: what === 'invalidated' && may(role, 'moderate'),
  }))
}

export function activityPage(
  letter: { id: string },
  letterTitle: Sentence,
  rows: readonly ActivityRow[],
  role: Role,
  words: Catalogue,
): ActivityPage {
  const last = rows.length === 100 ? rows.at(-1) : undefined
  return {
    id: letter.id,
    letterTitle,
    activity: activityJson(rows, role, words),
    mayModerate: may(role, 'moderate'),
    next: last ? `/dashboard/letters/${letter.id}/activity?before=${encodeURIComponent(last.at.toISOString())}` : null,
  }
}
