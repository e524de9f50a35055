import { describe, expect, test } from 'vitest'
import { emptyDraft } from '../../server/letter/rules.ts'
import {
  checkVersionName,
  isSameContent,
  mostKept,
  versionContentOf,
  versionsToDrop,
  type KeptVersion,
} from '../../server/letters/versions/rules.ts'

const today = '2026-03-10'
const kept = (number: number, day: string, more: Partial<KeptVersion> = {}): KeptVersion => ({
  ...{ number, day, named: false, read: false, bytes: 8192 },
  ...more,
})
const dropped = (...versions: KeptVersion[]) => [...versionsToDrop(versions, today)].toSorted((a, b) => a - b)
const many = (count: number, day: string, from = 1, more: Partial<KeptVersion> = {}) =>
  Array.from({ length: count }, (_, at) => kept(from + at, day, more))

describe('thinning', () => {
  test('keeps all of today’s versions, and the last one of each other day', () => {
    expect(
      dropped(kept(1, '2026-03-08'), kept(2, '2026-03-08'), kept(3, '2026-03-09'), kept(4, today), kept(5, today)),
    ).toEqual([1])
    expect(dropped()).toEqual([])
  })

  test('keeps versions that have a name or that an owner has read', () => {
    const day = '2026-03-08'
    expect(dropped(kept(1, day, { named: true }), kept(2, day, { read: true }), kept(3, day), kept(4, day))).toEqual([
      3,
    ])
  })

  test('many versions of today push out none of another day', () => {
    const old = kept(1, '2026-03-01')
    const gone = dropped(old, ...many(mostKept.today + 7, today, 2))
    expect(gone).toEqual([2, 3, 4, 5, 6, 7, 8])
  })

  test('beyond the limit the oldest go, those that somebody has read after the others, and named ones never', () => {
    const days = Array.from({ length: mostKept.all + 2 }, (_, at) =>
      kept(at + 1, new Date(Date.UTC(2025, 0, at + 1)).toISOString().slice(0, 10), {
        named: at === 0,
        read: at === 1,
      }),
    )
    expect(dropped(...days)).toEqual([3, 4])
    expect(dropped(...days.map((day) => ({ ...day, read: true })))).toEqual([2, 3])
  })

  test('the size is limited, and the newest version always stays', () => {
    const bytes = mostKept.bytes / 2
    const days = ['2026-03-01', '2026-03-02', '2026-03-03'].map((day, at) => kept(at + 1, day, { bytes }))
    expect(dropped(...days)).toEqual([1])
    expect(dropped(kept(1, today, { bytes: mostKept.bytes + 1 }))).toEqual([])
  })
})

test('a version has everything of a draft but the plan', () => {
  const content = versionContentOf({ ...emptyDraft, title: 'A' })
  expect(content).not.toHaveProperty('plan')
  expect(Object.keys({ ...content, plan: [] }).toSorted()).toEqual(Object.keys(emptyDraft).toSorted())
  expect(isSameContent(content, versionContentOf({ ...emptyDraft, title: 'A' }))).toBe(true)
  expect(isSameContent(content, versionContentOf({ ...emptyDraft, title: 'B' }))).toBe(false)
})

test('a name is one line of bounded length', () => {
  expect(checkVersionName('  For the \n board ')).toEqual({ name: 'For the board' })
  for (const typed of ['', ' \n', 'x'.repeat(81), 'a\u202Eb'])
    expect(checkVersionName(typed), typed).toHaveProperty('fault')
})
