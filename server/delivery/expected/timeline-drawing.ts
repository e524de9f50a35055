import { scaleUtc } from 'd3-scale'

export interface Mark {
  at: Date
  /** A short text in the mark: the number of a stage, or nothing for the end of the letter. */
  label: string
  kind: 'stage' | 'end'
}

const width = 340
const margin = 16
const radius = 10
const row = 2 * radius + 5

/**
 * Draws expected events on a line of time. Marks that would overlap stand above one another. The same events stand beside it as a list,
 * so readers of the screen's text do not need the drawing. Deterministic: reads no clock.
 * @param from when the line begins
 */
export function timelineDrawing(from: Date, marks: readonly Mark[], locales: readonly string[]): string {
  const last = Math.max(from.getTime() + 1, ...marks.map(({ at }) => at.getTime()))
  const x = scaleUtc([from, new Date(last)], [margin, width - margin])
  const placed = placesOf(marks.map((mark) => ({ ...mark, x: x(mark.at) })))
  const levels = Math.max(0, ...placed.map(({ level }) => level)) + 1
  const axis = levels * row + 12
  const height = axis + 22
  const day = new Intl.DateTimeFormat([...locales], { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const ends = [
    `<text x="${margin}" y="${axis + 17}" text-anchor="start">${day.format(from)}</text>`,
    `<text x="${width - margin}" y="${axis + 17}" text-anchor="end">${day.format(new Date(last))}</text>`,
  ]
  const months = x
    .ticks(6)
    .map((tick) => `<path class="tick" d="M${short(x(tick))} ${axis}v4"/>`)
    .join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" aria-hidden="true" class="time-line">` +
    `<path class="axis" d="M${margin} ${axis}H${width - margin}"/>${months}${ends.join('')}` +
    // Marks cover the stems of the marks above them.
    placed.map((mark) => `<path class="stem" d="M${short(mark.x)} ${axis}V${short(heightOf(mark, axis))}"/>`).join('') +
    placed.map((mark) => drawn(mark, axis)).join('') +
    '</svg>'
  )
}

interface Placed extends Mark {
  x: number
  level: number
}

/** Each mark gets the lowest level on which it touches no other mark. */
function placesOf(marks: readonly Omit<Placed, 'level'>[]): Placed[] {
  const ends: number[] = []
  return marks
    .toSorted((a, b) => a.x - b.x)
    .map((mark) => {
      const free = ends.findIndex((end) => mark.x - radius >= end + 2)
      const level = free < 0 ? ends.length : free
      ends[level] = mark.x + radius
      return { ...mark, level }
    })
}

function heightOf({ level }: Placed, axis: number): number {
  return axis - 12 - level * row
}

function drawn(mark: Placed, axis: number): string {
  const { x, label, kind } = mark
  const y = heightOf(mark, axis)
  if (kind === 'end') return `<path class="end" d="M${short(x - 5)} ${short(y - 5)}h10v10h-10z"/>`
  return (
    `<circle class="mark" cx="${short(x)}" cy="${short(y)}" r="${radius}"/>` +
    `<text class="label" x="${short(x)}" y="${short(y)}" dy=".35em" text-anchor="middle">${label}</text>`
  )
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10)
}
