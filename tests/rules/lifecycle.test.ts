import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayOpen, missingToOpen, namesDue, nextStep, takesSignatures } from '../../server/letters/life.ts'
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
        expect(checkSettings(typed, before, 'draft').ok).toBe(true)
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
          const checked = checkSettings(typed, before, state)
          expect(checked.ok ? [] : checked.errors.map(({ field }) => field)).toEqual(looser)
        },
      ),
    )
  })

  test.each(protections)('%s stays within its bounds', (name) => {
    const { least, most } = protectionBounds[name]
    for (const wrong of [least - 1, most + 1, 1.5, Number.NaN]) {
      expect(checkSettings({ [name]: wrong }, held, 'draft').ok).toBe(false)
    }
  })
})

describe('other settings', () => {
  test('only visibilities that this server supports can be offered, and at least one must be', () => {
    expect(checkSettings({ visibilities: [] }, held, 'draft').ok).toBe(false)
    expect(checkSettings({ visibilities: ['anonymous'] }, held, 'draft').ok).toBe(true)
    expect(checkSettings({ visibilities: ['together', 'public'] }, held, 'draft').ok).toBe(false)
    expect(checkSettings({ visibilities: ['public', 'withheld', 'anonymous'] }, held, 'open')).toEqual({
      ok: true,
      settings: { visibilities: ['anonymous', 'withheld', 'public'] },
    })
  })

  test('a goal is a whole number, a contact one line', () => {
    expect(checkSettings({ goal: null, press_contact: null }, held, 'open').ok).toBe(true)
    for (const goal of [0, 1.5, -3, 10_000_001]) expect(checkSettings({ goal }, held, 'draft').ok).toBe(false)
    expect(checkSettings({ press_contact: 'a\nb' }, held, 'draft').ok).toBe(false)
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

  test('sealed names go thirty days after the last delivery, and not while the letter is open', () => {
    const later = (days: number) => new Date(noon.getTime() + days * day)
    expect(namesDue(null, noon, day)).toBeNull()
    expect(namesDue(noon, null, day)).toBeNull()
    expect(namesDue(noon, later(10), day)).toEqual(later(40))
    expect(namesDue(later(10), noon, day)).toEqual(later(40))
  })
})
