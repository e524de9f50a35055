import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkNewEnd,
  mayExtend,
  mayOpen,
  missingEnd,
  missingToOpen,
  namesDue,
  nextStep,
  takesSignatures,
} from '../../server/letters/life.ts'
import { datesAfterOpening, emptyDraft, letterStates, maySign } from '../../server/letter/rules.ts'
import {
  checkSettings,
  protectionBounds,
  protections,
  type Protection,
} from '../../server/letters/drafting/settings.ts'
import { say } from '../../server/refusal.ts'
import { northwind } from '../support/stories.ts'
import { said } from '../support/words.ts'

const day = 86_400_000
const noon = new Date('2026-03-02T12:00:00Z')
const held: Protection = { batch_minutes: 60, batch_size: 5, first_threshold: 10, notice_hours: 48 }
const protection = fc.record(
  Object.fromEntries(
    protections.map((name) => [
      name,
      fc.integer({ min: protectionBounds[name].least, max: protectionBounds[name].most }),
    ]),
  ) as Record<keyof Protection, fc.Arbitrary<number>>,
)

describe('the numbers that protect signatories', () => {
  test('are free in a draft', () => {
    fc.assert(
      fc.property(protection, protection, (before, typed) => {
        expect(checkSettings(typed, before, 'draft', noon).ok).toBe(true)
      }),
    )
  })

  test('can each only become stricter once people sign', () => {
    fc.assert(
      fc.property(
        protection,
        protection,
        fc.constantFrom('quiet' as const, 'open' as const),
        (before, typed, state) => {
          const looser = protections.filter((name) => typed[name] < before[name])
          const checked = checkSettings(typed, before, state, noon)
          expect(checked.ok ? [] : checked.errors.map(({ field }) => field)).toEqual(looser)
        },
      ),
    )
  })

  test.each(protections)('%s stays within its bounds', (name) => {
    const { least, most } = protectionBounds[name]
    for (const wrong of [least - 1, most + 1, 1.5, Number.NaN]) {
      expect(checkSettings({ [name]: wrong }, held, 'draft', noon).ok).toBe(false)
    }
  })
})

describe('other settings', () => {
  test('only visibilities that this server supports can be offered, and at least one must be', () => {
    expect(checkSettings({ visibilities: [] }, held, 'draft', noon).ok).toBe(false)
    expect(checkSettings({ visibilities: ['anonymous'] }, held, 'draft', noon).ok).toBe(true)
    expect(checkSettings({ visibilities: ['somebody' as never, 'public'] }, held, 'draft', noon).ok).toBe(false)
    expect(checkSettings({ visibilities: ['together', 'public'] }, held, 'draft', noon)).toEqual({
      ok: true,
      settings: { visibilities: ['together', 'public'], together_needed: 100 },
    })
    expect(checkSettings({ visibilities: ['together', 'public'] }, held, 'open', noon).ok).toBe(false)
    expect(checkSettings({ visibilities: ['public', 'withheld', 'anonymous'] }, held, 'open', noon)).toEqual({
      ok: true,
      settings: { visibilities: ['anonymous', 'withheld', 'public'] },
    })
  })

  test('a goal is a whole number, a contact one line', () => {
    expect(checkSettings({ goal: null, press_contact: null }, held, 'open', noon).ok).toBe(true)
    for (const goal of [0, 1.5, -3, 10_000_001]) expect(checkSettings({ goal }, held, 'draft', noon).ok).toBe(false)
    expect(checkSettings({ press_contact: 'a\nb' }, held, 'draft', noon).ok).toBe(false)
  })
})

describe('the states of a letter', () => {
  test('an empty draft lacks a title, a text, a recipient and an employer; a whole one nothing', () => {
    expect(missingToOpen(emptyDraft).map(({ part }) => part)).toEqual(['text', 'text', 'demands', 'employers'])
    expect(missingToOpen(northwind)).toEqual([])
    expect(missingToOpen({ ...northwind, employers: [{ name: 'Northwind', domains: [] }] })).toHaveLength(1)
  })

  test('opening cannot be undone', () => {
    const verdicts = letterStates.map((state) => [state, mayOpen(state, 'quiet'), mayOpen(state, 'open')])
    expect(verdicts).toEqual([
      ['draft', 'yes', 'yes'],
      ['quiet', 'already', 'yes'],
      ['open', 'already', 'already'],
      ['closed', 'ended', 'ended'],
      ['purged', 'ended', 'ended'],
    ])
  })

  test('each state has a next step, and two states take signatures', () => {
    for (const state of letterStates) expect(said(nextStep({ state, paused: false }, 0))).toMatch(/\.$/)
    expect(letterStates.filter(takesSignatures)).toEqual(['quiet', 'open'])
    expect(nextStep({ state: 'open', paused: true }, 0)).toEqual(say('lifecycle-next-paused'))
  })

  test('signing ends at the closing time, even if the job has not run yet', () => {
    const { closesAt } = datesAfterOpening(noon, day)
    const letter = { state: 'open' as const, paused: false, closes_at: closesAt }
    expect(maySign(letter, new Date(closesAt.getTime() - 1))).toBe('yes')
    expect(maySign(letter, closesAt)).toBe('closed')
  })
})

describe('the default dates', () => {
  test('sixty days to closing, ninety more to purge', () => {
    const { closesAt, purgesAt } = datesAfterOpening(noon, day)
    expect(closesAt).toEqual(new Date('2026-05-01T12:00:00Z'))
    expect(purgesAt).toEqual(new Date('2026-07-30T12:00:00Z'))
  })

  test('a chosen last day ends on that day, and never makes the time longer', () => {
    const dates = datesAfterOpening(noon, day, '2026-03-20')
    expect(dates.closesAt).toEqual(new Date('2026-03-20T23:59:00Z'))
    expect(dates.purgesAt).toEqual(new Date('2026-06-18T23:59:00Z'))
    for (const last of ['2026-05-01', '2026-12-31'])
      expect(datesAfterOpening(noon, day, last).closesAt).toEqual(new Date('2026-05-01T12:00:00Z'))
  })

  test('an end that is near cannot move, because nobody could hear of it a week before', () => {
    expect(datesAfterOpening(noon, day, '2026-03-09')).toMatchObject({
      extendableUntil: new Date('2026-03-02T23:59:00Z'),
      latestEnd: new Date('2026-05-08T23:59:00Z'),
    })
    expect(datesAfterOpening(noon, day, '2026-03-08')).toMatchObject({ extendableUntil: null, latestEnd: null })
  })

  test('a last day is after today and at most sixty days away, and stays when the letter is open', () => {
    const check = (ends_on: string | null, state: 'draft' | 'open' = 'draft', before: string | null = null) =>
      checkSettings({ ends_on }, { ...held, ends_on: before }, state, noon).ok
    for (const fits of ['2026-03-03', '2026-05-01', null]) expect([fits, check(fits)]).toEqual([fits, true])
    for (const wrong of ['2026-03-02', '2026-05-02', '2026-02-30', '3 March', ''])
      expect([wrong, check(wrong)]).toEqual([wrong, false])
    expect(check('2026-04-01', 'open')).toBe(false)
    expect(check(null, 'open', '2026-04-01')).toBe(false)
    // Another field of the same form may change.
    expect(check('2026-04-01', 'open', '2026-04-01')).toBe(true)
    expect(check('2026-01-01', 'draft', '2026-01-01')).toBe(true)
    expect(missingEnd({ ends_on: '2026-03-02' }, noon)).toHaveLength(1)
    expect(missingEnd({ ends_on: '2026-03-03' }, noon)).toEqual([])
    const waiting = (together_until: string, ends_on: string | null = null) =>
      missingEnd({ ends_on, together_until }, noon).map(({ part }) => part)
    expect(waiting('2026-03-02')).toEqual(['names'])
    expect(waiting('2026-03-03')).toEqual([])
    expect(waiting('2026-03-05', '2026-03-04')).toEqual(['names'])
    expect(waiting('2026-03-04', '2026-03-04')).toEqual([])
  })

  test('signing can be extended once, a week before its end, and not beyond what signatories were told', () => {
    const { closesAt: closes_at, extendableUntil, latestEnd: latest_end } = datesAfterOpening(noon, day)
    const letter = {
      state: 'open' as const,
      closes_at,
      extendable_until: extendableUntil,
      latest_end,
      extended_from: null,
    }
    const until = extendableUntil!
    expect(mayExtend(letter, new Date(until.getTime() - 1))).toBe('yes')
    expect(mayExtend(letter, until)).toBe('too-late')
    expect(mayExtend(letter, closes_at)).toBe('not-open')
    expect(mayExtend({ ...letter, state: 'closed' }, noon)).toBe('not-open')
    expect(mayExtend({ ...letter, extended_from: closes_at }, noon)).toBe('extended')
    expect(mayExtend({ ...letter, extendable_until: null, latest_end: null }, noon)).toBe('not-announced')
    expect(checkNewEnd('2026-05-02', letter)).toEqual({ closesAt: new Date('2026-05-02T23:59:00Z') })
    expect(checkNewEnd('2026-06-30', letter)).toEqual({ closesAt: latest_end })
    for (const wrong of ['2026-05-01', '2026-07-01', '2026-06-31', 'May', ''])
      expect([wrong, checkNewEnd(wrong, letter)]).toEqual([wrong, expect.objectContaining({ field: 'until' })])
  })

  test('sealed names go thirty days after the last delivery, and not while the letter is open', () => {
    const later = (days: number) => new Date(noon.getTime() + days * day)
    expect(namesDue(null, noon, day)).toBeNull()
    expect(namesDue(noon, null, day)).toBeNull()
    expect(namesDue(noon, later(10), day)).toEqual(later(40))
    expect(namesDue(later(10), noon, day)).toEqual(later(40))
  })
})
