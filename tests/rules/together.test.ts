import { describe, expect, test } from 'vitest'
import {
  agreementEnd,
  endOfWaiting,
  faultInRaise,
  heldBecomes,
  isOver,
  isTooLate,
  mayReveal,
  revealTime,
  stepOfBatch,
  type TogetherState,
  type Waiting,
} from '../../server/together/rules.ts'

const hour = 3_600_000
const day = 24 * hour
const until = new Date('2026-03-31T00:00:00Z')
const waiting: Waiting = { state: 'waiting', needed: 100, until, reveals_at: null, agreed: false }
const reached: Waiting = { ...waiting, state: 'reached', reveals_at: new Date('2026-03-20T12:00:00Z') }
const at = new Date('2026-03-17T12:00:00Z')
const shown = { at, shown: true, untilClosing: false }

describe('a batch', () => {
  test.each([
    [99, 'stay'],
    [100, 'reach'],
    [101, 'reach'],
  ] as const)('with %d of 100 names does: %s', (held, step) => {
    expect(stepOfBatch(waiting, { ...shown, held })).toBe(step)
  })

  test.each([
    [99, 'back'],
    [100, 'stay'],
    [200, 'stay'],
  ] as const)('after the number was reached, with %d of 100 names does: %s', (held, step) => {
    expect(stepOfBatch(reached, { ...shown, held })).toBe(step)
  })

  test('reaches nothing while the letter shows no count, after the day, and after the end', () => {
    expect(stepOfBatch(waiting, { ...shown, held: 500, shown: false })).toBe('stay')
    expect(stepOfBatch(waiting, { ...shown, held: 500, at: until })).toBe('reach')
    expect(stepOfBatch(waiting, { ...shown, held: 500, at: new Date(until.getTime() + 1) })).toBe('stay')
    const late = { ...shown, held: 500, at: new Date(until.getTime() + 1), untilClosing: true }
    expect(stepOfBatch(waiting, late)).toBe('reach')
    for (const state of ['revealed', 'lapsed'] as const)
      expect(stepOfBatch({ ...waiting, state }, { ...shown, held: 500 })).toBe('stay')
  })
})

describe('the time of the reveal', () => {
  const reveals = (text: string) => revealTime(new Date(text), { hour }).toISOString()

  test('is 72 hours later, if a whole working day lies in them', () => {
    expect(reveals('2026-03-02T09:00:00Z')).toBe('2026-03-05T09:00:00.000Z')
    expect(reveals('2026-03-05T00:00:00Z')).toBe('2026-03-08T00:00:00.000Z')
    expect(reveals('2026-03-08T12:00:00Z')).toBe('2026-03-11T12:00:00.000Z')
  })

  test('is the end of Monday, if the weekend takes all of it', () => {
    expect(reveals('2026-03-06T00:00:01Z')).toBe('2026-03-10T00:00:00.000Z')
    expect(reveals('2026-03-06T18:00:00Z')).toBe('2026-03-10T00:00:00.000Z')
    expect(reveals('2026-03-07T12:00:00Z')).toBe('2026-03-10T12:00:00.000Z')
    // From Thursday afternoon on, Friday is the working day.
    expect(reveals('2026-03-05T15:00:00Z')).toBe('2026-03-08T15:00:00.000Z')
  })

  test('follows the units of a rehearsal', () => {
    const start = new Date(Date.UTC(2026, 2, 2))
    const wait = revealTime(start, { hour: 1000 }).getTime() - start.getTime()
    expect(wait).toBeGreaterThanOrEqual(72_000)
    expect(wait).toBeLessThanOrEqual(96_000)
  })
})

test('names are shown only when owners agree and the time has come', () => {
  const reveals_at = reached.reveals_at!
  expect(mayReveal({ ...reached, agreed: true }, reveals_at)).toBe(true)
  expect(mayReveal({ ...reached, agreed: true }, new Date(reveals_at.getTime() - 1))).toBe(false)
  expect(mayReveal(reached, until)).toBe(false)
  expect(mayReveal({ ...waiting, agreed: true }, until)).toBe(false)
})

describe('the waiting is over', () => {
  const open = { state: 'open', together_until: '2026-03-30', next_batch_at: new Date(until.getTime() + hour) }
  const before = new Date(until.getTime() - 1)

  test('on its day, after every batch that could still reach the number', () => {
    expect([before, until].map((now) => isOver(waiting, open, now, day))).toEqual([false, true])
    expect(isOver(waiting, { ...open, next_batch_at: until }, until, day)).toBe(false)
  })

  test('without a day, only when the letter has had its last batch', () => {
    const letter = { ...open, together_until: null }
    expect(isOver(waiting, letter, new Date(until.getTime() + 99 * day), day)).toBe(false)
    expect(isOver(waiting, { ...letter, state: 'closed' }, until, day)).toBe(false)
    expect(isOver(waiting, { ...letter, state: 'closed', next_batch_at: null }, until, day)).toBe(true)
  })

  test('a week after the names could have been shown, if owners do not agree', () => {
    const end = agreementEnd(reached, day)
    expect(end.toISOString()).toBe('2026-03-31T00:00:00.000Z')
    const late = { ...reached, reveals_at: new Date('2026-03-30T00:00:00Z') }
    expect(agreementEnd(late, day).toISOString()).toBe('2026-04-06T00:00:00.000Z')
    expect([before, until].map((now) => isOver(reached, open, now, day))).toEqual([false, true])
    expect(isOver({ ...reached, agreed: true }, open, new Date(until.getTime() + 99 * day), day)).toBe(false)
  })

  test('too late for another try after the closing, or after the day', () => {
    expect(isTooLate(reached, open, before)).toBe(false)
    expect(isTooLate(reached, open, until)).toBe(true)
    expect(isTooLate(reached, { ...open, together_until: null }, until)).toBe(false)
    expect(isTooLate(reached, { ...open, state: 'closed' }, before)).toBe(true)
  })
})

test('the number is raised only while the letter waits, and only to a higher one', () => {
  expect([100, 101, 100_000, 100_001, 150.5].map((typed) => faultInRaise(waiting, typed))).toEqual([
    'not-higher',
    null,
    null,
    'wrong',
    'wrong',
  ])
  expect(faultInRaise(reached, 200)).toBe('not-waiting')
})

test('a name that comes after the end is public, or is not stored', () => {
  const states: TogetherState[] = ['waiting', 'reached', 'revealed', 'lapsed']
  expect(states.map(heldBecomes)).toEqual(['together', 'together', 'public', 'withheld'])
})

test('the last day of waiting ends at midnight UTC', () => {
  expect(endOfWaiting('2026-03-30', until)).toEqual(new Date('2026-03-31T00:00:00Z'))
  expect(endOfWaiting(null, until)).toBe(until)
})
