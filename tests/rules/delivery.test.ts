import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { said, sentence } from '../support/words.ts'
import { plainText, plainTextWhole } from '../../server/text/markdown-to-text.ts'
import {
  checkAnswerDay,
  checkNote,
  checkTimeUntil,
  copiesAbreast,
  maySend,
  nextTry,
  noticeEnds,
} from '../../server/delivery/rules.ts'
import {
  contentHash,
  recipientMaySee,
  listFor,
  marksFor,
  snapshotTally,
  type Entry,
} from '../../server/delivery/snapshot.ts'

const now = new Date('2026-03-02T09:30:00Z')
const hour = 3_600_000

const entries = fc.array(
  fc.record({ id: fc.uuid(), name: fc.string(), revision: fc.integer({ min: 1, max: 5 }), everyone: fc.boolean() }),
)

test('a killed process leaves few copies unsure: four of a usual delivery, one in fifty of a large one, ten at most', () => {
  expect([1, 50, 200, 201, 400, 500, 5000].map(copiesAbreast)).toEqual([4, 4, 4, 5, 8, 10, 10])
})

describe('the list of a recipient', () => {
  test('has every public name, and no recipients’ name from before this recipient was added', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 6 }), (all, since) => {
        const list = listFor(all, since)
        expect(all.filter(({ everyone }) => everyone).every((entry) => list.includes(entry))).toBe(true)
        expect(list.every(({ everyone, revision }) => everyone || revision >= since)).toBe(true)
      }),
    )
  })

  test('adds up to the whole count together with its marks', () => {
    const cell = fc.record({
      revision: fc.integer({ min: 1, max: 3 }),
      class: fc.constantFrom('mailbox', 'supporter'),
      visibility: fc.constantFrom('anonymous', 'withheld', 'together', 'recipients', 'public'),
      count: fc.nat(500),
    })
    fc.assert(
      fc.property(fc.array(cell), fc.nat(), (cells, some) => {
        const tally = snapshotTally(cells, 1)
        const nameable = tally.total - tally.anonymous - tally.held
        const listed = nameable === 0 ? 0 : some % (nameable + 1)
        const marks = marksFor(tally, listed).reduce((sum, { count }) => sum + count, 0)
        expect(listed + marks).toBe(tally.total)
        expect(tally.classes.reduce((sum, { count }) => sum + count, 0)).toBe(tally.total)
      }),
    )
  })

  test('leaves out withdrawn, hidden, uncounted and non-public signatures', () => {
    const stands = {
      visibility: 'recipients',
      pending_visibility: null,
      pending_withdrawal: false,
      name_hidden: false,
      counted: true,
      invalid_reason: null,
    } as const
    expect(recipientMaySee(stands)).toBe(true)
    for (const less of [
      { pending_withdrawal: true },
      { name_hidden: true },
      { counted: false },
      { invalid_reason: 'other' },
      { pending_visibility: 'withheld' as const },
    ])
      expect(recipientMaySee({ ...stands, ...less })).toBe(false)
  })

  test('changes the hash of the copy, unless the copy has no names', () => {
    const tally = { classes: [{ class: 'mailbox' as const, count: 2 }], total: 2, anonymous: 0, held: 0 }
    const content = { revisionHash: Buffer.alloc(32), note: '', asOf: now, tally, answerBy: null }
    const one: Entry[] = [{ id: 'a', name: 'Ann Lee', revision: 1, everyone: true }]
    const hash = (disclosure: 'names' | 'count', list: Entry[]) =>
      contentHash({ ...content, disclosure }, list).toString('hex')
    expect(hash('names', one)).not.toBe(hash('names', []))
    // The hash of copies that were frozen earlier: a name that has no further part is hashed as a plain string.
    expect(hash('names', [...one, { id: 'b', name: 'Bo', revision: 1, everyone: true }])).toBe(
      'ff16c0618d2256a88c2dd0d707b009a123c1badf6ba85d4ba178d10ab1314c3b',
    )
    expect(hash('names', one)).toBe(hash('names', [...one]))
    expect(hash('count', one)).toBe(hash('count', []))
  })
})

test('Markdown becomes plain text with typed marks', () => {
  const typed = [
    'We *build* **these**.[^a] Ask <dashboard@paper.example>, or [us](https://us.example/a_b).',
    '## Why\n\n> Once\n>\n> said[^b]',
    '2. one\n   - inner\n\n     more\n3. `two`',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '```\nas *is*\n```',
    'Again.[^a]\n\n[^a]: A *report*, <https://report.example/2018>.\n[^b]: Another.',
  ].join('\n\n')
  const { text, sources } = plainText(typed, 'en')
  expect(text.split('\n\n')).toEqual([
    'We build these.[1] Ask dashboard@paper.example, or us <https://us.example/a_b>.',
    'Why',
    '> Once\n>\n> said[2]',
    '2. one\n   - inner',
    '     more\n3. two',
    'a | b\n1 | 2',
    '    as *is*',
    'Again.[1]',
  ])
  expect(sources).toBe('[1] A report, https://report.example/2018.\n[2] Another.')
  expect(plainTextWhole('Plain.', 'en')).toBe('Plain.')
})

describe('trying again', () => {
  test('waits longer each time, and ends within two days', () => {
    let at = now
    let last = 0
    for (let tries = 1; ; tries++) {
      const next = nextTry(tries, now, at)
      if (!next) break
      const pause = next.getTime() - at.getTime()
      expect(pause).toBeGreaterThanOrEqual(last)
      last = pause
      at = next
      expect(tries).toBeLessThan(40)
    }
    expect(at.getTime() - now.getTime()).toBeGreaterThan(40 * hour)
    expect(at.getTime() - now.getTime()).toBeLessThanOrEqual(48 * hour)
  })
})

describe('a notice', () => {
  test('delays the delivery, except for late stages, which have had their notice', () => {
    expect(noticeEnds(48, now, hour)).toEqual(new Date('2026-03-04T09:30:00Z'))
    expect(noticeEnds(0, now, hour)).toEqual(now)
    const announced = { state: 'announced', announced_at: now, notice_until: new Date(now.getTime() + 1) } as const
    expect(maySend(announced, now)).toBe('notice')
    expect(maySend(announced, new Date(now.getTime() + 1))).toBe('yes')
    const never = { announced_at: null, notice_until: null }
    expect(maySend({ state: 'planned', ...never }, now)).toBe('not-announced')
    expect(maySend({ state: 'late', ...never }, now)).toBe('not-announced')
    expect(maySend({ state: 'late', announced_at: now, notice_until: now }, now)).toBe('yes')
    expect(maySend({ state: 'stopped', ...never }, now)).toBe('stopped')
    for (const state of ['sending', 'done', 'cancelled'] as const)
      expect(maySend({ state, ...never }, now)).toBe('over')
  })
})

describe('what is typed', () => {
  test('a day must exist in the calendar and not be in the future', () => {
    expect(checkAnswerDay('2026-02-28', now)).toEqual({ day: '2026-02-28' })
    for (const wrong of ['2026-02-30', '2026-03-03', '', '2.3.2026', '2026-13-01', '0000-00-00'])
      expect(checkAnswerDay(wrong, now)).toHaveProperty('message')
  })

  test('a note keeps its lines and loses invisible characters', () => {
    expect(checkNote('A\r\nB\u0007\u202d')).toEqual({ note: 'A\nB' })
    expect(checkNote('A\u0000')).toHaveProperty('message')
    expect(checkNote('x'.repeat(10_001))).toHaveProperty('message')
  })
})

describe('a request for time', () => {
  const now = new Date('2028-02-29T23:59:00Z')
  const fault = (typed: string) => {
    const checked = checkTimeUntil(typed, now)
    return 'message' in checked ? said(checked.message) : null
  }

  test('names a day after today, and at most a year away', () => {
    for (const until of ['2028-03-01', '2029-02-28']) expect(checkTimeUntil(` ${until} `, now)).toEqual({ until })
    for (const early of ['2028-02-29', '2028-02-28', '0001-01-01'])
      expect(fault(early)).toBe(sentence('responses-time-too-early'))
    for (const late of ['2029-03-01', '9999-12-31']) expect(fault(late)).toBe(sentence('responses-time-too-late'))
    for (const wrong of ['', '2028-02-30', '1 March', '2028-3-1', '20280301'])
      expect(fault(wrong)).toBe(sentence('delivery-day-malformed'))
  })
})
