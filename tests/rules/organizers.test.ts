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
