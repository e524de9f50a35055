import { say, type Sentence } from '../refusal.ts'
import { facetTable, type FacetTable } from '../facets/facet-words.ts'
import { classInWords } from '../letter/class-words.ts'
import { waitingInWords } from '../together/shown/together-words.ts'
import { letterPath } from '../letter/letter-address.ts'
import type { LetterState, VerificationClass } from '../letter/rules.ts'
import { checkEmployerDomain } from '../mailbox/employers.ts'
import { domainInWords } from '../mailbox/domain-in-words.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { may } from '../organizers/rules.ts'
import { togetherJson } from '../together/shown/together-json.ts'
import { stepOfCodes } from '../signatures/batch/rules.ts'
import { activityJson } from './activity-view.ts'
import { breakdownPart, fewAt, headcountPart, type BreakdownPart, type HeadcountPart } from './breakdown-view.ts'
import { growthEvents, growthPart, type GrowthPart } from './growth-view.ts'
import { missingSteps, nextSteps, toDo, type NextStep } from './next-view.ts'
import { clocksShown, dayTotals, inSteps } from './rules.ts'
import type { ActivityJson, DashboardJson, StepJson } from './schemas.ts'
import type { DashboardFacts } from './show-dashboard.ts'

export interface DashboardPage {
  dashboard: DashboardJson
  state: Sentence
  publicPath: string | null
  toDo: StepJson[]
  counts: { count: number; words: string }[]
  asOf: Date | null
  howMany: Sentence
  goalShare: { now: number; most: number; words: Sentence } | null
  next: { when: Sentence | undefined; words: string; path: string | null }[]
  clocks: { name: string; office: string; words: Sentence; asked: Sentence | undefined }[]
  /** True if the page of the answers shows further clocks. */
  moreClocks: boolean
  growth: GrowthPart | null
  breakdown: BreakdownPart | null
  headcounts: HeadcountPart | null
  /** Leads to the page where headcounts are typed. */
  mayTypeHeadcounts: boolean
  facets: FacetTable | undefined
  /** About names that wait for each other. Empty if the letter does not offer that. */
  waiting: Sentence[]
  codes: Sentence | undefined
  /** Warnings about domains at which no code arrives. */
  noCodes: Sentence[]
  /** A warning about domains that an older rule accepted. Undefined if there are none. */
  openDomains: Sentence | undefined
  activity: ActivityJson[]
  mayExport: boolean
  /** Leads to the page for emergencies. */
  mayActAtOnce: boolean
  /** How the page reloads itself. Undefined if it does not. */
  reload: { words: Sentence; stop: string | undefined; start: string | undefined } | undefined
}

declare module '../http/pages.ts' {
  interface Pages {
    'dashboard/show': DashboardPage
  }
}

const stateWords: Record<LetterState, Sentence> = {
  draft: say('dashboard-state-draft'),
  quiet: say('dashboard-state-quiet'),
  open: say('dashboard-state-open'),
  closed: say('dashboard-state-closed'),
  purged: say('dashboard-state-purged'),
}

/** @param words in the reader's language, so that JSON has the same sentences as the page */
export function dashboardJson(facts: DashboardFacts, words: Catalogue): DashboardJson {
  const { letter, role, title, cells, saidMineAlone, burst, delivery } = facts
  const until = letter.as_of?.toISOString().slice(0, 10) ?? ''
  const inWords = (step: NextStep) => ({ ...step, words: formatSentence(step.words, words) })
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
    codes: codesOf(facts),
    no_codes_at: facts.codes?.domains ?? [],
    said_mine_alone: saidMineAlone,
    removals: burst,
    silence: delivery?.silence ?? null,
    recipients: (delivery?.recipients ?? []).map(({ name, office, days_without_answer, answered_on, asked_until }) => ({
      ...{ name, office, days_without_answer, answered_on, asked_until },
    })),
    thresholds: facts.thresholds,
    events: growthEvents(facts).flatMap(({ day, lines }) =>
      lines.map((line) => ({ on: day, words: formatSentence(line, words) })),
    ),
    missing: missingSteps(facts).map((line) => formatSentence(line, words)),
    together: facts.together ? togetherJson(letter, facts.together, words) : null,
    to_do: toDo(facts).map(inWords),
    next: nextSteps(facts).map(inWords),
  }
}

/** Codes that were used are the signatures that are counted. A number that ran ahead of them would tell that somebody waits. */
function codesOf({ letter, codes, cells }: DashboardFacts): DashboardJson['codes'] {
  if (codes === null) return null
  const used = cells.filter((cell) => cell.class === 'mailbox').reduce((sum, { count }) => sum + count, 0)
  return { sent: codes.sent, refused: codes.refused, used: inSteps(used, stepOfCodes(letter.batch_size)) }
}

function classesOf(cells: DashboardFacts['cells'], words: Catalogue): DashboardJson['classes'] {
  const sums = new Map<VerificationClass, number>()
  for (const cell of cells) sums.set(cell.class, (sums.get(cell.class) ?? 0) + cell.count)
  return [...sums]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([one, count]) => ({ class: one, count, words: formatSentence(classInWords(one, count), words) }))
}

export function dashboardPage(facts: DashboardFacts, words: Catalogue, reload: DashboardPage['reload']): DashboardPage {
  const { letter, role } = facts
  const dashboard = dashboardJson(facts, words)
  const live = letter.state !== 'draft' && letter.state !== 'purged'
  return {
    dashboard,
    state: stateWords[letter.state],
    publicPath: letter.state === 'draft' ? null : letterPath(letter),
    toDo: dashboard.to_do,
    counts: dashboard.classes,
    asOf: dashboard.as_of === null ? null : new Date(dashboard.as_of),
    howMany: howMany(facts),
    goalShare: goalShare(facts, dashboard),
    next: dashboard.next.map(({ what, at, words: said, path }) => ({ when: whenOf(what, at), words: said, path })),
    clocks: dashboard.recipients.slice(0, clocksShown).map(clockOf),
    moreClocks: dashboard.recipients.length > clocksShown,
    growth: growthPart(facts, dashboard, words),
    breakdown: breakdownPart(facts, words),
    headcounts: headcountPart(facts),
    mayTypeHeadcounts: live && may(role, 'edit'),
    facets: facetTable(facts.facets, letter.batch_size),
    waiting: facts.together ? waitingInWords(facts.together, letter) : [],
    codes:
      dashboard.codes === null || dashboard.codes.sent + dashboard.codes.refused === 0
        ? undefined
        : codesInWords(facts, dashboard.codes),
    noCodes: dashboard.no_codes_at.map((domain) => say('dashboard-no-codes', { domain: domainInWords(domain) })),
    openDomains: openDomains(facts),
    activity: activityJson(facts.activity, role, words),
    mayActAtOnce: may(role, 'settings') && live,
    mayExport: may(role, 'export') && !letter.collecting && live,
    reload,
  }
}

function codesInWords(
  { letter }: DashboardFacts,
  { sent, refused, used }: NonNullable<DashboardJson['codes']>,
): Sentence {
  return [
    say('dashboard-codes', { sent, refused, used }),
    say('dashboard-codes-rounded', { step: stepOfCodes(letter.batch_size) }),
  ]
}

function goalShare({ letter }: DashboardFacts, { classes }: DashboardJson): DashboardPage['goalShare'] {
  if (letter.goal === null || letter.collecting) return null
  const main = classes.find((one) => one.class === 'mailbox')?.count ?? 0
  return {
    now: Math.min(main, letter.goal),
    most: letter.goal,
    words: say('dashboard-plot-goal', { goal: letter.goal }),
  }
}

function whenOf(what: StepJson['what'], at: string | null): Sentence | undefined {
  if (at === null) return undefined
  if (what === 'batch') return say('time', { at: new Date(at) })
  return what === 'notice' ? say('date-and-time', { at: new Date(at) }) : say('date', { at: new Date(at) })
}

function clockOf(recipient: DashboardJson['recipients'][number]) {
  const { name, office, days_without_answer: days, answered_on, asked_until: until } = recipient
  const words =
    days !== null
      ? say('dashboard-clock', { days })
      : answered_on === null
        ? say('dashboard-clock-nothing')
        : say('dashboard-clock-answered', { on: new Date(answered_on) })
  const asked = until === null ? undefined : say('responses-asked-until', { until: new Date(until) })
  return { name, office, words, asked }
}

/** A letter keeps the domains with which it was opened, even if a stranger can get an address there. */
function openDomains({ letter, employers }: DashboardFacts): Sentence | undefined {
  if (letter.state !== 'quiet' && letter.state !== 'open') return undefined
  const current = employers.filter((employer) => employer.current).flatMap(({ domains }) => domains)
  const domains = current.filter((domain) => !checkEmployerDomain(domain).ok)
  return domains.length === 0 ? undefined : say('dashboard-open-domains', { domains: domains.map(domainInWords) })
}

function howMany({ letter }: DashboardFacts): Sentence {
  if (letter.state === 'draft') return say('dashboard-nobody-yet')
  if (letter.collecting)
    return letter.first_threshold < 2
      ? say('dashboard-collecting')
      : say('dashboard-collecting-until', { least: letter.first_threshold })
  return letter.as_of === null ? say('dashboard-nothing-counted') : ''
}
