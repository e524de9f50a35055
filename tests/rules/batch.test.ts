import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  admissible,
  afterBatchTime,
  batchOf,
  groupOf,
  groups,
  nextBatchAt,
  slicesOf,
  stillCollecting,
  wishOf,
  type Change,
  type Group,
  type Part,
} from '../../server/signatures/batch/rules.ts'

const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
const size = fc.integer({ min: 1, max: 9 })
const visibility = fc.constantFrom(...groups)
const part = fc.record({ group: visibility, logged: fc.boolean(), count: fc.integer({ min: 0, max: 7 }) })
const parts = fc.array(part, { maxLength: 14 })

const total = (some: readonly Part[]) => some.reduce((sum, { count }) => sum + count, 0)
/**
 * The numbers that each audience can compute for a set of signatures: for each beginning of the groups, all signatures and those
 * in the gateway's log.
 */
function hiddenNumbers(some: readonly Part[]): number[] {
  const hidden = groups.slice(0, -1).map((_, index) => groups.slice(0, index + 1))
  const beginning = (of: readonly Part[]) =>
    hidden.map((names) => total(of.filter(({ group }) => names.includes(group))))
  return [...beginning(some), ...beginning(some.filter(({ logged }) => logged)), total(some)]
}
const holds = (some: readonly Part[], k: number) => hiddenNumbers(some).every((number) => number === 0 || number >= k)
const waiting = (numbers: Partial<Record<Group, number>>, logged = true): Part[] =>
  groups.map((group) => ({ group, logged, count: numbers[group] ?? 0 }))
const sizes = (some: readonly Part[]) => Object.fromEntries(some.map(({ group, count }) => [group, count]))

describe('the time of the next batch', () => {
  test('is later, at most one batch away, and the same for everybody within it', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 1440 }), (now, minutes) => {
        const next = nextBatchAt(now, minutes, 60_000)
        expect(next.getTime()).toBeGreaterThan(now.getTime())
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(minutes * 60_000)
        expect(nextBatchAt(new Date(next.getTime() - 1), minutes, 60_000)).toEqual(next)
      }),
    )
  })

  test('falls on the hour for a batch of an hour, and every batch ends with the day', () => {
    fc.assert(
      fc.property(moment, (now) => {
        expect(nextBatchAt(now, 60, 60_000).getTime() % 3_600_000).toBe(0)
      }),
    )
    expect(nextBatchAt(new Date('2026-03-02T23:50:00Z'), 420, 60_000)).toEqual(new Date('2026-03-03T00:00:00Z'))
  })
})

describe('what may be carried out together', () => {
  test('contains, for each audience, none or at least k of the signatures whose names it does not see', () => {
    fc.assert(
      fc.property(parts, size, (some, k) => {
        expect(holds(admissible(some, k), k)).toBe(true)
      }),
    )
  })

  test('is the largest set that the rule allows, compared with every choice of single signatures', () => {
    const few = fc.array(fc.record({ group: visibility, logged: fc.boolean() }), { maxLength: 9 })
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 4 }), (singles, k) => {
        const some = singles.map((each) => ({ ...each, count: 1 }))
        const taken = admissible(some, k)
        for (let choice = 0; choice < 2 ** some.length; choice++) {
          const other = some.filter((_, index) => (choice >> index) % 2 === 1)
          if (other.length > taken.length) expect(holds(other, k)).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('stays admissible if it is carried out in parts, and each part with it; parts are about equal', () => {
    const many = fc.array(
      fc.record({ group: visibility, logged: fc.boolean(), count: fc.integer({ min: 0, max: 60 }) }),
    )
    fc.assert(
      fc.property(many, size, fc.integer({ min: 5, max: 40 }), (some, k, most) => {
        const units = admissible(some, k).flatMap(({ count, ...each }, cell) =>
          Array.from({ length: count }, (_, index) => ({
            ...each,
            count: 1,
            id: Buffer.of(cell, index),
            cell: `${each.group} ${String(each.logged)}`,
          })),
        )
        const slices = slicesOf(units, k, most)
        expect(
          slices
            .flat()
            .map(({ id }) => id.toString('hex'))
            .sort(),
        ).toEqual(units.map(({ id }) => id.toString('hex')).sort())
        for (const slice of slices) expect(admissible(slice, k)).toHaveLength(slice.length)
        for (const slice of slices.slice(1)) expect(slice.length).toBeLessThanOrEqual(most + 10)
      }),
    )
  })

  test('depends only on the numbers, not on order or identity', () => {
    fc.assert(
      fc.property(parts, size, fc.infiniteStream(fc.nat()), (some, k, random) => {
        const shuffled = some
          .map((each) => ({ each, by: random.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ each }) => each)
        const sorted = (of: Part[]) => of.map((each) => JSON.stringify(each)).sort()
        expect(sorted(admissible(shuffled, k))).toEqual(sorted(admissible(some, k)))
      }),
    )
  })

  test('is everything if the batch size is 1', () => {
    fc.assert(
      fc.property(parts, (some) => {
        expect(total(admissible(some, 1))).toBe(total(some))
      }),
    )
  })

  test.each<[string, Partial<Record<Group, number>>, Partial<Record<Group, number>>]>([
    ['four public names do not cover one anonymous signature, nor show that it waits', { public: 4, anonymous: 1 }, {}],
    ['public names are added meanwhile', { public: 5, anonymous: 4 }, { public: 5 }],
    ['withheld names do not cover anonymous signatures from organizers', { anonymous: 2, withheld: 3 }, {}],
    ['nor recipients’ names withheld ones from recipients', { withheld: 2, recipients: 5 }, { recipients: 5 }],
    [
      'anonymous signatures cover every other',
      { anonymous: 5, withheld: 1, recipients: 1, public: 1 },
      { anonymous: 5, withheld: 1, recipients: 1, public: 1 },
    ],
    ['withheld names cover recipients’', { anonymous: 4, withheld: 5, recipients: 1 }, { withheld: 5, recipients: 1 }],
    [
      'what is held stands between anonymous and withheld',
      { together: 5, withheld: 1, anonymous: 4 },
      { together: 5, withheld: 1 },
    ],
  ])('of five: %s', (_what, waits, taken) => {
    expect(sizes(admissible(waiting(waits), 5))).toEqual(taken)
  })

  test('four vouched signatures do not hide one whose code the gateway logged', () => {
    const some = [...waiting({ anonymous: 4 }, false), ...waiting({ anonymous: 1 })]
    expect(admissible(some, 5)).toEqual([])
    const covered = admissible([...waiting({ anonymous: 5 }), ...waiting({ anonymous: 1 }, false)], 5)
    expect(total(covered)).toBe(6)
  })

  test('a missing or hidden name does not hide other signatures', () => {
    const state = { visibility: 'public' as const, named: true, name_hidden: false }
    expect(groupOf(state)).toBe('public')
    expect(groupOf({ ...state, name_hidden: true })).toBe('withheld')
    expect(groupOf({ ...state, visibility: 'withheld' })).toBe('withheld')
    expect(groupOf({ ...state, visibility: 'withheld', named: false })).toBe('anonymous')
  })
})

describe('what a batch carries out', () => {
  const standing = {
    visibility: 'anonymous',
    counted: true,
    withdrawn: false,
    invalid_reason: null,
    pending_visibility: null,
    pending_revision: null,
    pending_withdrawal: false,
    moves: false,
  } as const
  const leaving = (group: Group): Part & Change => ({
    ...standing,
    visibility: group,
    pending_withdrawal: true,
    group,
    logged: false,
    count: 1,
  })
  const hidden = (group: Group): Part & Change => ({
    ...leaving(group),
    pending_withdrawal: false,
    pending_visibility: 'withheld',
  })
  const moving = (): Part & Change => ({ ...leaving('anonymous'), moves: true })
  const agreeing = (): Part & Change => ({ ...leaving('anonymous'), pending_withdrawal: false, pending_revision: 2 })
  const invalid = (): Part & Change => ({ ...leaving('anonymous'), pending_withdrawal: false, invalid_reason: 'other' })
  const many = <T>(count: number, make: () => T) => Array.from({ length: count }, make)
  const numbers = (additions: Part[], changes: (Part & Change)[], last = false) => {
    const batch = batchOf({ additions, changes }, 5, last)
    return [total(batch.additions), batch.wishes.length, batch.moderated.length]
  }

  test('k counts withdrawals alone, not new, agreed or invalidated signatures', () => {
    const four = many(4, () => leaving('anonymous'))
    expect(numbers(waiting({ public: 9, anonymous: 9 }), four)).toEqual([18, 0, 0])
    expect(numbers([], [...four, ...many(4, agreeing)])).toEqual([0, 0, 0])
    expect(numbers([], [...four, ...many(6, invalid)])).toEqual([0, 0, 6])
    expect(numbers([], [...four, ...many(4, () => leaving('public'))])).toEqual([0, 0, 0])
    expect(numbers([], [...four, leaving('anonymous')])).toEqual([0, 5, 0])
  })

  test('a public name that left the page waits in the same way, whether withdrawn or hidden', () => {
    expect(wishOf(leaving('public'))).toBe(wishOf(hidden('public')))
    expect(numbers([], [...many(3, () => leaving('public')), ...many(2, () => hidden('public'))])).toEqual([0, 5, 0])
    expect(numbers(waiting({ public: 9 }), [leaving('public'), hidden('public')])).toEqual([9, 0, 0])
  })

  test('a signature that another one of the same person replaces is not counted with it', () => {
    expect(numbers([], [moving()])).toEqual([0, 0, 0])
    expect(numbers(waiting({ public: 5 }), [moving(), invalid()])).toEqual([5, 1, 1])
  })

  test('the last batch carries out everything, and nothing if nothing waits', () => {
    const changes = [leaving('anonymous'), agreeing(), invalid(), moving(), hidden('recipients')]
    expect(numbers(waiting({ anonymous: 1, recipients: 1 }), changes, true)).toEqual([2, 4, 1])
    for (const last of [true, false]) expect(numbers([], [], last)).toEqual([0, 0, 0])
  })
})

describe('collecting', () => {
  test('ends once and does not start again', () => {
    expect(stillCollecting(true, 9, 10)).toBe(true)
    expect(stillCollecting(true, 10, 10)).toBe(false)
    expect(stillCollecting(false, 3, 10)).toBe(false)
  })
})

test('batches of many letters are spread over less than half a minute, and those of few letters are not', () => {
  const ids = Array.from({ length: 1000 }, () => randomUUID())
  const waits = ids.map((id) => afterBatchTime(id, 1000, 60_000)).sort((a, b) => a - b)
  expect(waits[0]).toBeGreaterThanOrEqual(0)
  expect(waits.at(-1)).toBeLessThan(30_000)
  // The waits are spread evenly: none of the thirty seconds has a tenth of them.
  for (let second = 0; second < 30; second++)
    expect(waits.filter((wait) => Math.floor(wait / 1000) === second).length).toBeLessThan(100)
  for (const id of ids) {
    expect(afterBatchTime(id, 1, 60_000)).toBeLessThan(40)
    expect(afterBatchTime(id, 1000, 60_000)).toBe(afterBatchTime(id, 1000, 60_000))
    expect(afterBatchTime(id, 1000, 16)).toBeLessThan(8)
  }
})
