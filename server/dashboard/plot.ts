import { scaleLinear, scaleUtc } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import type { DayTotal } from './rules.ts'

const margin = { top: 26, right: 12, bottom: 30, left: 44 }

/** A horizontal line with its label, such as a goal. */
export interface PlotLine {
  at: number
  label: string
}

export interface Plot {
  days: readonly DayTotal[]
  lines: readonly PlotLine[]
  /** Days with a number, which stands above the drawing. */
  events: readonly { day: string; number: number }[]
  title: string
  /** The reader's language, for the numbers and days at the axes. */
  locales: readonly string[]
}

/**
 * Draws the total by day as a stepped line, with lines for the goal and thresholds, and marks for events. The drawing fits one width,
 * so that lines and letters keep their size.
 * @param width CSS pixels
 */
export function plotSvg({ days, lines, events, title, locales }: Plot, width: number): string {
  const height = Math.round(Math.min(300, Math.max(220, width * 0.42)))
  const most = Math.max(1, ...days.map(({ total }) => total))
  // A line far above the count would flatten the drawing.
  const drawn = lines.filter(({ at }) => at <= most * 2.5)
  const first = Date.parse(days[0]?.day ?? '')
  const end = Date.parse(days.at(-1)?.day ?? '') + 86_400_000
  const x = scaleUtc([new Date(first), new Date(end)], [margin.left, width - margin.right])
  const y = scaleLinear([0, Math.max(most, ...drawn.map(({ at }) => at))], [height - margin.bottom, margin.top]).nice(4)
  const points = [
    [first, 0] as const,
    ...days.map(({ day, total }) => [Date.parse(day), total] as const),
    [end, days.at(-1)?.total ?? 0],
  ]
  const path = line<readonly number[]>()
    .x(([time = 0]) => x(new Date(time)))
    .y(([, total = 0]) => y(total))
    .curve(curveStepAfter)
    .digits(1)(points)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">` +
    rulers(y.ticks(4).filter(Number.isInteger), y, width, locales) +
    dates(days, x, { width, height }, locales) +
    marks(events, x, { first, end, width, height }) +
    `<path class="axis" d="M${margin.left} ${height - margin.bottom}H${width - margin.right}"/>` +
    levels(drawn, y, width) +
    `<path class="step" d="${path ?? ''}"/></svg>`
  )
}

/** A mark for each day with an event. Numbers that would overlap are left out: the list beside the drawing has all. */
function marks(
  events: Plot['events'],
  x: (day: Date) => number,
  { first, end, width, height }: { first: number; end: number; width: number; height: number },
): string {
  let free = 0
  return events
    .filter(({ day }) => Date.parse(day) >= first && Date.parse(day) < end)
    .map(({ day, number }) => {
      const at = Math.min(x(new Date(day)), width - margin.right)
      const label =
        at < free ? '' : `<text x="${short(at)}" y="${margin.top - 8}" text-anchor="middle">${String(number)}</text>`
      if (label !== '') free = at + 16
      return `<path class="event" d="M${short(at)} ${margin.top - 4}V${height - margin.bottom}"/>${label}`
    })
    .join('')
}

function rulers(
  ticks: readonly number[],
  y: (value: number) => number,
  width: number,
  locales: Plot['locales'],
): string {
  const amount = new Intl.NumberFormat([...locales])
  return ticks
    .map(
      (tick) =>
        (tick === 0 ? '' : `<path class="grid" d="M${margin.left} ${short(y(tick))}H${width - margin.right}"/>`) +
        `<text x="${margin.left - 8}" y="${short(y(tick))}" dy=".32em" text-anchor="end">${amount.format(tick)}</text>`,
    )
    .join('')
}

/** At most one date for each hundred units, and never two on the same day. */
function dates(
  days: readonly DayTotal[],
  x: (day: Date) => number,
  { width, height }: { width: number; height: number },
  locales: Plot['locales'],
): string {
  const dayOnly = new Intl.DateTimeFormat([...locales], { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const step = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor((width - margin.left) / 100))))
  return days
    .filter((_, index) => index % step === 0)
    .map(({ day }) => {
      const at = x(new Date(day))
      const place = short(Math.min(at, width - margin.right - 40))
      return (
        `<path class="axis" d="M${short(at)} ${height - margin.bottom}v5"/>` +
        `<text x="${place}" y="${height - margin.bottom + 20}">${dayOnly.format(new Date(day))}</text>`
      )
    })
    .join('')
}

/** The lines, from the lowest to the highest. A label that would overlap the one below is left out: the list beside has all. */
function levels(lines: readonly PlotLine[], y: (value: number) => number, width: number): string {
  let free = Infinity
  return lines
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, label }) => {
      const place = y(at)
      const text =
        place > free
          ? ''
          : `<text x="${width - margin.right}" y="${short(place - 6)}" text-anchor="end">${escaped(label)}</text>`
      if (text !== '') free = place - 15
      return `<path class="goal-line" d="M${margin.left} ${short(place)}H${width - margin.right}"/>${text}`
    })
    .join('')
}

function short(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
