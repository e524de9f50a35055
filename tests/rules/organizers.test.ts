import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  greaterRole,
  may,
  organizerName,
  roles,
  safeNext,
  sessionEnd,
  sessionLabel,
  type OrganizerAct,
  acts as ownerActs,
  needsProof,
  isProved,
  isNewOwner,
  waitsAlone,
  mayCarryOutAlone,
  isSilent,
} from '../../server/organizers/rules.ts'

const acts: OrganizerAct[] = [
  'read',
  'edit',
  'moderate',
  'see-names',
  'settings',
  'open',
  'deliver',
  'answer',
  'close',
  'purge',
  'invite',
  'change-owner',
  'export',
]

describe('what a role may do', () => {
  test('is exactly this table', () => {
    const table = Object.fromEntries(roles.map((role) => [role, acts.filter((act) => may(role, act))]))
    expect(table).toEqual({
      owner: acts,
      editor: ['read', 'edit'],
      moderator: ['read', 'moderate', 'see-names', 'answer'],
      viewer: ['read'],
    })
  })

  test('is never reduced by an invitation', () => {
    for (const a of roles)
      for (const b of roles) {
        expect(greaterRole(a, b)).toBe(greaterRole(b, a))
        expect([a, b]).toContain(greaterRole(a, b))
      }
    expect(greaterRole('viewer', 'owner')).toBe('owner')
    expect(greaterRole('moderator', 'editor')).toBe('editor')
  })
})

test('a session ends at midnight, fourteen to fifteen days later', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (now) => {
      const end = sessionEnd(now)
      const days = (end.getTime() - now.getTime()) / 86_400_000
      expect(end.toISOString()).toContain('T00:00:00.000Z')
      expect(days > 14 && days <= 15).toBe(true)
    }),
  )
})

test('after signing in, nobody is redirected to another site', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.string().map((text) => `/dashboard${text}`),
      ),
      (typed) => {
        const url = new URL(safeNext(typed), 'https://ours.example')
        expect(url.origin).toBe('https://ours.example')
        expect(url.pathname).toMatch(/^\/(dashboard|organizers)/)
      },
    ),
  )
  for (const path of ['/dashboard', '/dashboard/letters/1?tab=2', '/organizers/account', '/organizers/welcome/abc_-'])
    expect(safeNext(path)).toBe(path)
})

test('names are kept as typed in any script, without invisible characters', () => {
  expect(organizerName('  Ólöf   María ')).toBe('Ólöf María')
  expect(organizerName('محمد')).toBe('محمد')
  expect(organizerName('A\u202Eb\u0000c')).toBe('A b c')
  expect(organizerName(' \u200B ')).toBeNull()
  expect(organizerName('x'.repeat(101))).toBeNull()
})

test('a label is one short line', () => {
  expect(sessionLabel(' my\nlaptop ')).toBe('my laptop')
  expect(sessionLabel(' ')).toBe('')
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (typed) => {
      expect(Array.from(sessionLabel(typed)).length).toBeLessThan(61)
    }),
  )
})

describe('rules for owners', () => {
  const now = new Date('2026-03-10T12:00:00Z')
  const hour = 3_600_000
  const ago = (hours: number) => new Date(now.getTime() - hours * hour)

  test('four acts need a fresh proof, and a delivery only if it shows names', () => {
    const proved = ownerActs.filter((act) => needsProof({ act }))
    expect(proved).toEqual(['reveal', 'export', 'change-owner', 'reveal-together'])
    expect(needsProof({ act: 'deliver', names: true })).toBe(true)
  })

  test('a proof is good for ten minutes', () => {
    expect(isProved(null, now)).toBe(false)
    expect(isProved(new Date(now.getTime() - 600_000), now)).toBe(false)
    expect(isProved(new Date(now.getTime() - 599_999), now)).toBe(true)
  })

  test('an owner is new for 72 hours, unless it is not known since when', () => {
    expect([71.99, 72, 73].map((hours) => isNewOwner(ago(hours), now, hour))).toEqual([true, false, false])
    expect(isNewOwner(null, now, hour)).toBe(false)
  })

  test('an owner alone waits for a day, but not to open, not to announce a delivery, and not in a draft', () => {
    const atOnce = ownerActs.filter((act) => !waitsAlone(act, 'open'))
    expect(atOnce).toEqual(['open', 'deliver'])
    expect(ownerActs.filter((act) => waitsAlone(act, 'draft'))).toEqual([])
    expect([23.99, 24].map((hours) => mayCarryOutAlone(ago(hours), now, hour))).toEqual([false, true])
    expect(mayCarryOutAlone(null, now, hour)).toBe(false)
  })

  test('an owner is silent who neither refused nor used a session for seven days', () => {
    const silent = (hours: number, refused = false, lastSeen: string | null = null) =>
      isSilent({ askedAt: ago(hours), refused, lastSeen }, now, 24 * hour)
    expect([silent(7 * 24), silent(7 * 24 - 1)]).toEqual([true, false])
    expect(silent(8 * 24, true)).toBe(false)
    expect([silent(8 * 24, false, '2026-03-02'), silent(8 * 24, false, '2026-03-03')]).toEqual([true, false])
    expect(isSilent({ askedAt: null, refused: false, lastSeen: null }, now, hour)).toBe(false)
  })
})
