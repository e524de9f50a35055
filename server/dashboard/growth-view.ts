import Handlebars from 'handlebars'
import { timelineInWords } from '../delivery/timeline/timeline-in-words.ts'
import { countInWords } from '../letter/class-words.ts'
import { dayOf } from '../letter/days.ts'
import type { Catalogue } from '../messages/catalogue.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { say, type Sentence } from '../refusal.ts'
import { plotSvg, type PlotLine } from './plot.ts'
import type { Threshold } from './queries.ts'
import { dayTotals, eventsShown, type DayTotal } from './rules.ts'
import type { DashboardJson } from './schemas.ts'
import type { DashboardFacts } from './show-dashboard.ts'

/** The drawing of the count by day, with the same as a table and a list. */
export interface GrowthPart {
  title: string
  wide: Handlebars.SafeString
  narrow: Handlebars.SafeString
  /** The lines of the drawing. */
  lines: Sentence[]
  events: { on: Date; number: number; lines: Sentence[] }[]
  days: { day: Date; added: number; total: number }[]
  /** Why the drawing ends at another number than the count above. Undefined if it does not. */
  differs: Sentence | undefined
}

/** @returns null if nothing has been counted yet */
export function growthPart(
  facts: DashboardFacts,
  { by_day: counted }: DashboardJson,
  words: Catalogue,
): GrowthPart | null {
  const last = counted.at(-1)
  if (!last || last.total === 0) return null
  const events = growthEvents(facts)
  const until = [last.day, ...events.map(({ day }) => day)].toSorted().at(-1) ?? last.day
  const days = dayTotals(facts.days, 'mailbox', until, events[0]?.day)
  const title = words.text('dashboard-plot-title', {
    count: formatSentence(countInWords('mailbox', last.total), words),
    on: new Date(last.day),
  })
  const lines = linesOf(facts, words)
  const drawing = { days, lines: lines.map(({ line }) => line), events, title, locales: words.language.locales }
  const draw = (width: number) => new Handlebars.SafeString(plotSvg(drawing, width))
  return {
    title,
    wide: draw(720),
    narrow: draw(330),
    lines: lines.map(({ words: sentence }) => sentence),
    events: events.map(({ day, number, lines: said }) => ({ on: new Date(day), number, lines: said })),
    days: changedDays(counted),
    differs: differs(facts, last.total),
  }
}

function changedDays(counted: readonly DayTotal[]): GrowthPart['days'] {
  return counted
    .filter(({ added }) => added !== 0)
    .map(({ day, added, total }) => ({ day: new Date(day), added, total }))
    .reverse()
}

/** The newest events, grouped by day. They have no time of day. */
export function growthEvents({
  letter,
  delivery,
}: DashboardFacts): { day: string; number: number; lines: Sentence[] }[] {
  const happened = delivery
    ? timelineInWords({ ...delivery, silence: null }).events.filter((each) => each.happened)
    : []
  const all = [
    ...(letter.opened_at ? [{ day: dayOf(letter.opened_at), line: say('dashboard-event-opened') }] : []),
    ...happened.map(({ on, line }) => ({ day: on, line })),
    ...(letter.closed_at ? [{ day: dayOf(letter.closed_at), line: say('dashboard-event-closed') }] : []),
  ].slice(-eventsShown)
  const days = [...new Set(all.map(({ day }) => day))].toSorted()
  return days.map((day, index) => ({
    day,
    number: index + 1,
    lines: all.filter((each) => each.day === day).map(({ line }) => line),
  }))
}

/** The goal, and the thresholds of stages that count what the drawing counts. */
function linesOf(facts: DashboardFacts, words: Catalogue): { line: PlotLine; words: Sentence }[] {
  const { goal } = facts.letter
  const thresholds = facts.thresholds.filter((each) => isDrawn(each, facts)).slice(0, 3)
  return [
    ...thresholds.map(({ stage, least }) => ({
      line: { at: least, label: words.text('dashboard-plot-threshold', { stage, least }) },
      words: say('dashboard-plot-threshold', { stage, least }),
    })),
    ...(goal === null
      ? []
      : [
          {
            line: { at: goal, label: words.text('dashboard-plot-goal', { goal }) },
            words: say('dashboard-plot-goal', { goal }),
          },
        ]),
  ]
}

function isDrawn({ class: counted }: Threshold, { cells }: DashboardFacts): boolean {
  if (counted === 'mailbox') return true
  return counted === 'workers' && cells.every((cell) => cell.class === 'mailbox' || cell.class === 'supporter')
}

/** After a change of substance, the count begins again, and the drawing still holds those who have not agreed to the new text. */
function differs({ letter, cells }: DashboardFacts, drawn: number): Sentence | undefined {
  const counted = cells.filter((cell) => cell.class === 'mailbox').reduce((sum, { count }) => sum + count, 0)
  if (drawn === counted || letter.substance_revision <= 1) return undefined
  return say('dashboard-plot-differs', { drawn, counted, earlier: drawn - counted })
}
