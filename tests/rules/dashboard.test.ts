import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activityFrom, activityInWords, activityKinds } from '../../server/organizers/activity.ts'
import { breakdownOf, mayFollow, type Breakdown, type BreakdownCell } from '../../server/signatures/batch/breakdown.ts'
import type { Visibility } from '../../server/letter/rules.ts'
import { said } from '../support/words.ts'

type Table = number[][]
const employers = ['a', 'b', 'c', 'd', 'e']
const columns: Visibility[] = ['public', 'recipients', 'withheld']

function cellsOf(table: Table): BreakdownCell[] {
  return table.flatMap((row, e) =>
    row.map((count, v): BreakdownCell => ({
      class: 'mailbox',
      employer: employers[e] ?? '',
      visibility: columns[v] ?? 'public',
      count,
    })),
  )
}

function shown(table: Table, k: number): Breakdown {
  return breakdownOf(cellsOf(table), employers.slice(0, table.length), k)
}

/** The totals of the public page at each batch. */
function publicTotals(table: Table): string {
  return JSON.stringify(columns.map((_, v) => table.reduce((sum, row) => sum + (row[v] ?? 0), 0)))
}

function tables(rows: number, width: number, most: number): Table[] {
  const all = Array.from({ length: rows * width }).reduce<number[][]>(
    (some) => some.flatMap((one) => Array.from({ length: most + 1 }, (_, n) => [...one, n])),
    [[]],
  )
  return all.map((flat) => Array.from({ length: rows }, (_, r) => flat.slice(r * width, (r + 1) * width)))
}

/** Cells below k that are hidden, unless the public totals alone reveal them. Leaves out tables at the edge of the search. */
function smallAndHidden(table: Table, k: number, most: number): { e: number; v: number }[] {
  const { rows: lines } = shown(table, k)
  const totals = (table[0] ?? []).map((_, v) => table.reduce((sum, row) => sum + (row[v] ?? 0), 0))
  // The totals reveal cells if nobody chose one of the visibilities, or if all employers share one line.
  if (totals.includes(0) || lines.length === 1 || Math.max(...table.flat()) === most) return []
  return table.flatMap((row, e) => {
    const line = lines.find((one) => one.employers.includes(employers[e] ?? ''))
    return line && (line.cells === null || line.employers.length > 1)
      ? row.flatMap((count, v) => (count < k ? [{ e, v }] : []))
      : []
  })
}

describe('what a breakdown leaves out', () => {
  test('every figure is at least k, and so is the rest without it', () => {
    const table = fc.array(fc.array(fc.nat({ max: 30 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 9 }), (counts, k) => {
        const { rows, together } = shown(counts, k)
        const all = counts.flat().reduce((a, b) => a + b, 0)
        expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(all)
        if (rows.length > 1)
          for (const { count } of rows) {
            expect(count).toBeGreaterThanOrEqual(k)
            expect(all - count).toBeGreaterThanOrEqual(k)
          }
        const figures = [...rows.flatMap(({ cells }) => cells ?? []), ...(together ?? [])]
        for (const { count } of figures) expect(count).toBeGreaterThanOrEqual(k)
        const columnsShown = new Set(figures.map(({ visibility }) => visibility))
        for (const column of columnsShown) {
          const sum = figures.filter(({ visibility }) => visibility === column).reduce((a, { count }) => a + count, 0)
          expect(sum).toBe(counts.reduce((a, row) => a + (row[columns.indexOf(column)] ?? 0), 0))
        }
      }),
    )
  })

  test.each([
    { rows: 2, width: 2, most: 6, k: 2 },
    { rows: 2, width: 2, most: 7, k: 3 },
    { rows: 3, width: 2, most: 5, k: 2 },
  ])('cannot be found by one who knows the rule and the public totals: %o', ({ rows, width, most, k }) => {
    const worlds = new Map<string, Table[]>()
    for (const table of tables(rows, width, most)) {
      const seen = publicTotals(table) + JSON.stringify(shown(table, k))
      worlds.set(seen, [...(worlds.get(seen) ?? []), table])
    }
    const hidden = [...worlds.values()].flatMap((possible) =>
      smallAndHidden(possible[0] ?? [], k, most).map((cell) => ({ ...cell, possible })),
    )
    for (const { e, v, possible } of hidden)
      expect(new Set(possible.map((table) => table[e]?.[v])).size, JSON.stringify({ e, v, possible })).toBeGreaterThan(
        1,
      )
    expect(hidden.length).toBeGreaterThan(0)
  })

  test('doubling one employer does not reveal a small one', () => {
    const { rows, together } = shown(
      [
        [100, 20, 80],
        [90, 2, 60],
        [70, 30, 9],
      ],
      5,
    )
    expect(rows.map(({ employers: who, count, cells }) => [who, count, cells === null])).toEqual([
      [['a'], 200, false],
      [['b'], 152, true],
      [['c'], 109, true],
    ])
    expect(together?.map(({ count }) => count)).toEqual([160, 32, 69])
  })

  test('small employers share one line, together with a larger one if their sum is too small', () => {
    const { rows } = shown(
      [
        [50, 20, 30],
        [2, 0, 0],
        [10, 10, 10],
      ],
      5,
    )
    expect(rows.map(({ employers: who, count }) => [who, count])).toEqual([
      [['a'], 100],
      [['b', 'c'], 32],
    ])
  })

  test('anonymous signatures are in no cell', () => {
    const cells: BreakdownCell[] = [
      { class: 'mailbox', employer: 'a', visibility: 'public', count: 9 },
      { class: 'mailbox', employer: null, visibility: 'anonymous', count: 7 },
    ]
    const breakdown = breakdownOf(cells, ['a'], 5)
    expect(breakdown.anonymous).toBe(7)
    expect(breakdown.rows.map(({ count }) => count)).toEqual([9])
  })

  test('a letter with batch size 1 leaves nothing out', () => {
    expect(
      shown(
        [
          [1, 0, 2],
          [0, 0, 1],
        ],
        1,
      ).rows.every(({ cells }) => cells !== null),
    ).toBe(true)
  })
})

describe('two breakdowns, subtracted', () => {
  const before = shown(
    [
      [50, 20, 30],
      [40, 10, 20],
    ],
    5,
  )

  const follows = (...rows: number[][]) => mayFollow(before, shown(rows, 5), 5)

  test('one more signature at one employer is not shown by itself', () => {
    expect(follows([54, 20, 30], [41, 10, 20])).toBe(false)
  })
  test('one signature that became less visible is not shown by itself', () => {
    expect(follows([50, 20, 30], [39, 10, 21])).toBe(false)
  })
  test('five more at one employer and none at the other are shown', () => {
    expect(follows([55, 20, 30], [40, 10, 20])).toBe(true)
  })
  test('an employer that leaves a shared line does not reveal the growth of the shared line', () => {
    const joined = shown(
      [
        [50, 20, 30],
        [9, 9, 9],
        [3, 0, 0],
      ],
      5,
    )
    const parted = shown(
      [
        [50, 20, 30],
        [9, 9, 9],
        [5, 0, 0],
      ],
      5,
    )
    expect(joined.rows.length).toBe(2)
    expect(parted.rows.length).toBe(3)
    expect(mayFollow(joined, parted, 5)).toBe(false)
  })

  test('each figure in both breakdowns is unchanged or differs by at least k', () => {
    const table = fc.array(fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 3, maxLength: 3 }), {
      minLength: 3,
      maxLength: 3,
    })
    const growth = fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 3 }), {
      minLength: 3,
      maxLength: 3,
    })
    fc.assert(
      fc.property(table, growth, (counts, grown) => {
        const later = counts.map((row, e) => row.map((count, v) => count + (grown[e]?.[v] ?? 0)))
        const [a, b] = [shown(counts, 5), shown(later, 5)]
        if (!mayFollow(a, b, 5)) return
        for (const row of a.rows) {
          const same = b.rows.find(({ employers: who }) => who.join() === row.employers.join())
          const moved = same ? same.count - row.count : 0
          expect(moved === 0 || Math.abs(moved) >= 5).toBe(true)
          for (const { visibility, count } of row.cells ?? []) {
            const cell = same?.cells?.find((one) => one.visibility === visibility)
            const by = cell ? cell.count - count : 0
            expect(by === 0 || Math.abs(by) >= 5).toBe(true)
          }
        }
      }),
    )
  })
})

describe('activity log', () => {
  const role = { role: 'editor', from: 'editor', to: 'owner' }

  test.each(activityKinds)('says what was done: %s', (kind) => {
    const told = activityInWords(kind, { ...role, count: 2, reason: 'other' })
    expect(told).toMatchObject({ id: `activity-${kind}` })
    expect(said(told)).toMatch(/^(\w+ed|took|kept|wrote|hid|sent|withdrew|left|made|began|was) /)
  })

  test('says how many signatures, why, and which roles', () => {
    expect(said(activityInWords('invalidated', { count: 2, reason: 'not-a-person' }))).toBe(
      'invalidated 2 signatures: not a person',
    )
    expect(said(activityInWords('reinstated', { count: 1 }))).toBe('reinstated 1 signature')
    expect(said(activityInWords('role-changed', role))).toBe('changed the role of an editor to owner')
  })

  test.each([
    ['refused a proposal', 'proposal-refused'],
    ['withdrew a proposal', 'proposal-withdrawn'],
    ['left the letter', 'left'],
    ['started the letter', 'letter-started'],
    ['stopped offering a way to sign', 'way-removed'],
    ['opened the letter to the public', 'letter-opened'],
    ['opened the letter quietly', 'letter-opened-quietly'],
    ['replaced the quiet link', 'link-replaced'],
    ['published a correction', 'correction-published'],
    ['published a change of substance', 'substance-changed'],
    ['paused signing', 'signing-paused'],
    ['resumed signing', 'signing-resumed'],
    ['closed the letter', 'letter-closed'],
    ['change of a stage dropped', 'change-dropped'],
    ['handed over', 'delivered-by-hand'],
    ['answer’s PDF fetched', 'answer-pdf-fetched'],
    ['answer’s PDF published', 'answer-pdf-published'],
    ['answer published', 'answer-published'],
    ['answer does not count', 'answer-does-not-count'],
    ['delivery prepared', 'delivery-prepared'],
  ])('reads %s, as older releases stored it', (stored, kind) => {
    expect(activityFrom(stored, {})).toEqual({ kind, detail: {} })
  })

  test.each([
    ['joined as editor', 'joined', { role: 'editor' }],
    ['made an invitation for another editor', 'invited', { role: 'editor' }],
    ['took one editor off the letter', 'person-removed', { role: 'editor' }],
    ['changed a role from editor to owner', 'role-changed', { from: 'editor', to: 'owner' }],
  ])('reads the role in %s', (stored, kind, detail) => expect(activityFrom(stored, {})).toEqual({ kind, detail }))

  test('shows a kind that it does not know as it is stored', () =>
    expect(activityInWords('letter-painted', {})).toBe('letter painted'))
})
