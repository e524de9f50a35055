import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterMark, batchOf, nextMark, stillCollecting } from '../../server/signatures/batch-rules.ts'

const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
const count = fc.integer({ min: 0, max: 40 })

describe('the next mark', () => {
  test('is later, at most one batch away, and the same for everybody within it', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 1440 }), (now, minutes) => {
        const mark = nextMark(now, minutes, 60_000)
        expect(mark.getTime()).toBeGreaterThan(now.getTime())
        expect(mark.getTime() - now.getTime()).toBeLessThanOrEqual(minutes * 60_000)
        expect(nextMark(new Date(mark.getTime() - 1), minutes, 60_000)).toEqual(mark)
      }),
    )
  })

  test('falls on the hour for a batch of an hour, and every batch ends with the day', () => {
    fc.assert(
      fc.property(moment, (now) => {
        expect(nextMark(now, 60, 60_000).getTime() % 3_600_000).toBe(0)
      }),
    )
    expect(nextMark(new Date('2026-03-02T23:50:00Z'), 420, 60_000)).toEqual(new Date('2026-03-03T00:00:00Z'))
  })
})

describe('what a batch carries out', () => {
  test('fewer than k never move anything by themselves', () => {
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 20 }), (additions, changes, k) => {
        const batch = batchOf({ additions, changes }, k, false)
        if (batch.additions) expect(additions).toBeGreaterThanOrEqual(k)
        if (batch.changes) expect(changes >= k || batch.additions).toBe(true)
        if (additions < k && changes < k) expect(batch).toEqual({ additions: false, changes: false })
      }),
    )
  })

  test('closing and a delivery force both, and nothing is carried out where nothing waits', () => {
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 20 }), (additions, changes, k) => {
        expect(batchOf({ additions, changes }, k, true)).toEqual({ additions: additions > 0, changes: changes > 0 })
      }),
    )
  })
})

describe('collecting', () => {
  test('ends once for good', () => {
    expect(stillCollecting(true, 9, 10)).toBe(true)
    expect(stillCollecting(true, 10, 10)).toBe(false)
    expect(stillCollecting(false, 3, 10)).toBe(false)
  })
})

test('batches of many letters are spread over less than half a minute after their mark, those of few are not', () => {
  const ids = Array.from({ length: 1000 }, () => randomUUID())
  const waits = ids.map((id) => afterMark(id, 1000, 60_000)).sort((a, b) => a - b)
  expect(waits[0]).toBeGreaterThanOrEqual(0)
  expect(waits.at(-1)).toBeLessThan(30_000)
  // About evenly: no second of the thirty has a tenth of them.
  for (let second = 0; second < 30; second++)
    expect(waits.filter((wait) => Math.floor(wait / 1000) === second).length).toBeLessThan(100)
  for (const id of ids) {
    expect(afterMark(id, 1, 60_000)).toBeLessThan(40)
    expect(afterMark(id, 1000, 60_000)).toBe(afterMark(id, 1000, 60_000))
    expect(afterMark(id, 1000, 16)).toBeLessThan(8)
  }
})
