import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextDay, silenceOf } from '../../server/delivery/timeline/silence.ts'

const day = 86_400_000

/** The clock of copies that name no day. */
function clock(copies: readonly Date[], answers: readonly string[], now: Date, length: number) {
  const silence = silenceOf(
    copies.map((at) => ({ at, answerBy: null })),
    answers,
    now,
    length,
  )
  return silence && { since: silence.since, days: silence.days }
}

const noon = (date: string) => new Date(`${date}T12:00:00Z`)
const text = (at: Date) => at.toISOString().slice(0, 10)

/** Computes the next day by the calendar's rules instead of dividing milliseconds. */
function dayAfter(date: string): string {
  const [year = 0, month = 0, of = 0] = date.split('-').map(Number)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const pad = (number: number) => String(number).padStart(2, '0')
  if (of < lengths[month - 1]!) return `${year}-${pad(month)}-${pad(of + 1)}`
  return month < 12 ? `${year}-${pad(month + 1)}-01` : `${year + 1}-01-01`
}

/** Walks through the calendar day by day and counts. */
function walked(copies: readonly Date[], answers: readonly string[], now: Date) {
  let date = '2023-12-25'
  let since: string | null = null
  let days = 0
  for (; date <= text(now); date = dayAfter(date)) {
    if (since !== null) days++
    if (since === null && copies.some((at) => text(at) === date && at <= now)) [since, days] = [date, 0]
    if (answers.includes(date)) since = null
  }
  return since === null ? null : { since, days }
}

// Covers the leap day of 2024, the end of a year, and the leap day that 2025 and 2026 do not have.
const moment = fc.date({
  min: new Date('2023-12-25T00:00:00Z'),
  max: new Date('2026-03-05T23:59:59Z'),
  noInvalidDate: true,
})

describe('the clock of silence', () => {
  test('equals a count of calendar days one by one', () => {
    fc.assert(
      fc.property(
        fc.array(moment, { maxLength: 6 }),
        fc.array(moment, { maxLength: 3 }),
        moment,
        (copies, said, now) => {
          const answers = said.filter((at) => at <= now).map(text)
          expect(clock(copies, answers, now, day)).toEqual(walked(copies, answers, now))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('counts leap days, and changes at midnight UTC whatever the hour of the copy', () => {
    for (const hour of ['00:00:00', '12:34:56', '23:59:59']) {
      const came = new Date(`2024-02-28T${hour}Z`)
      expect(clock([came], [], noon('2024-02-28'), day)?.days ?? 0).toBe(0)
      expect(clock([came], [], new Date('2024-02-29T00:00:00Z'), day)).toEqual({ since: '2024-02-28', days: 1 })
      expect(clock([came], [], new Date('2024-03-01T00:00:00Z'), day)?.days).toBe(2)
    }
    expect(clock([noon('2025-02-28')], [], noon('2025-03-01'), day)?.days).toBe(1)
    expect(nextDay(noon('2024-02-28'), day)).toEqual(new Date('2024-02-29T00:00:00Z'))
  })

  test('stops at an answer, and starts again with the next stage', () => {
    const first = noon('2026-03-02')
    const second = noon('2026-03-12')
    const answers = ['2026-03-08']
    expect(clock([first], [], noon('2026-03-08'), day)?.days).toBe(6)
    expect(clock([first], answers, noon('2026-04-01'), day)).toBeNull()
    expect(clock([first, second], answers, noon('2026-03-20'), day)).toEqual({ since: '2026-03-12', days: 8 })
    // A later stage gives no new time to a recipient who has not answered.
    expect(clock([first, second], [], noon('2026-03-20'), day)?.days).toBe(18)
  })

  test('no answer makes it longer, and no copy makes it shorter', () => {
    const length = (copies: readonly Date[], answers: readonly string[], now: Date) =>
      clock(copies, answers, now, day)?.days ?? -1
    fc.assert(
      fc.property(
        fc.array(moment, { maxLength: 5 }),
        fc.array(moment, { maxLength: 3 }),
        moment,
        moment,
        (copies, said, more, now) => {
          const answers = said.map(text)
          expect(length(copies, [...answers, text(more)], now)).toBeLessThanOrEqual(length(copies, answers, now))
          expect(length([...copies, more], answers, now)).toBeGreaterThanOrEqual(length(copies, answers, now))
        },
      ),
    )
  })

  test('counts in the shorter days of a rehearsal too', () => {
    const came = new Date('2026-03-02T09:30:00Z')
    const later = new Date(came.getTime() + 30 * 120_000)
    expect(clock([came], [], later, 120_000)).toEqual({ since: '2026-03-02', days: 30 })
  })

  test('says when the day that a copy names is over, and by how many days', () => {
    const asked = { at: noon('2026-03-02'), answerBy: '2026-03-09' }
    const later = { at: noon('2026-03-12'), answerBy: '2026-03-20' }
    const none = { at: noon('2026-02-20'), answerBy: null }
    const said = (copies: Parameters<typeof silenceOf>[0], answers: string[], on: string) => {
      const { answer_by, days_overdue } = silenceOf(copies, answers, noon(on), day) ?? {}
      return [answer_by, days_overdue]
    }
    expect(said([asked], [], '2026-03-09')).toEqual(['2026-03-09', 0])
    expect(said([asked], [], '2026-03-10')).toEqual(['2026-03-09', 1])
    // A later copy gives no more time. After an answer only the copies count that came since.
    expect(said([none, asked, later], [], '2026-03-13')).toEqual(['2026-03-09', 4])
    expect(said([none, asked, later], ['2026-03-05'], '2026-03-13')).toEqual(['2026-03-20', 0])
    expect(said([none], [], '2026-03-13')).toEqual([null, 0])
  })
})
