import { Temporal } from 'temporal-polyfill'
import { say, type Sentence } from '../refusal.ts'

export type Instant = { at: Date } | { wrong: 'date' | 'zone'; message: Sentence }

/**
 * Converts a local date and time in a named time zone. Refuses a time that a clock change skips or repeats, because a person has to
 * choose which moment is meant.
 */
export function instantOf(typed: string, zone: string): Instant {
  if (!isZone(zone)) return { wrong: 'zone', message: say('plan-zone-unknown') }
  const local = readLocal(typed)
  if (!local) return { wrong: 'date', message: say('plan-date-malformed') }
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { at: new Date(earlier.epochMilliseconds) }
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const twice = earlier.toPlainDateTime().equals(local)
  return {
    wrong: 'date',
    message: twice ? say('plan-time-twice', { zone, time }) : say('plan-time-never', { zone, time }),
  }
}

export function isZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]{1,50}$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Rewrites a typed date and time as `2026-03-02T18:00`. Browsers send a `T` in the middle; people type a space. */
export function localText(typed: string): string {
  return readLocal(typed)?.toString({ smallestUnit: 'minute' }) ?? typed.trim()
}

/** A moment as it is typed in a time zone: `2026-03-02T18:00`. */
export function localIn(at: Date, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' })
}

function readLocal(typed: string): Temporal.PlainDateTime | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})[T ]+(\d{1,2}):(\d{2})(?::00)?$/.exec(typed.trim())
  if (!parts) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map(Number)
  try {
    return Temporal.PlainDateTime.from({ year, month, day, hour, minute }, { overflow: 'reject' })
  } catch {
    return null
  }
}
