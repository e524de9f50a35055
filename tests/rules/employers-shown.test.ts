import { describe, expect, test } from 'vitest'
import { employersShown } from '../../server/letters/page/employers-shown.ts'

describe('public names stand under an employer', () => {
  const shown = (counts: Record<string, number>, { none = 0, k = 5, current = Object.keys(counts) } = {}) =>
    employersShown(
      [
        ...Object.entries(counts).map(([employer, count]) => ({ employer, count })),
        ...(none === 0 ? [] : [{ employer: null, count: none }]),
      ],
      current,
      k,
    )

  test('if at least k of them do, in the order of the letter', () => {
    expect(shown({ a: 5, b: 4, c: 9, d: 1 })).toEqual(['a', 'c'])
    expect(shown({ a: 5, b: 7 })).toEqual(['a', 'b'])
    expect(shown({ a: 4, b: 4 })).toEqual([])
  })

  test('if the others are none, or at least k: otherwise the smallest group joins them', () => {
    // The two names that are left over could only be at b.
    expect(shown({ a: 50, b: 2 })).toEqual([])
    expect(shown({ a: 50, b: 2, c: 20 })).toEqual(['a'])
    expect(shown({ a: 50, b: 20 }, { none: 4 })).toEqual(['a'])
    expect(shown({ a: 50, b: 20 }, { none: 5 })).toEqual(['a', 'b'])
  })

  test('if it is an employer of the letter as it stands now', () => {
    expect(shown({ a: 50, gone: 9 }, { current: ['a'] })).toEqual(['a'])
    expect(shown({ a: 50, gone: 4 }, { current: ['a'] })).toEqual([])
  })

  test('unless one group would hold every name, or nobody has a public name', () => {
    expect(shown({ a: 50 })).toEqual([])
    expect(shown({})).toEqual([])
    expect(shown({ a: 1, b: 1 }, { k: 1 })).toEqual(['a', 'b'])
  })
})
