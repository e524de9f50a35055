import { expect, test } from 'vitest'
import { contactsToShow, legalContactsFrom } from '../../server/legal-contacts.ts'

test('one contact is for everybody, and may have any signs in it', () => {
  expect(legalContactsFrom('Legal aid: Kim, +49 30 12 (DE)')).toEqual([
    { country: null, contact: 'Legal aid: Kim, +49 30 12 (DE)' },
  ])
  expect([legalContactsFrom(undefined), legalContactsFrom(' '), legalContactsFrom('FR: |')]).toEqual([[], [], []])
})

test('several may have a country each, in the reader’s language, after those for everybody', () => {
  expect(contactsToShow('DE: ver.di, 030 1|FR : CGT, 01 2 | Helpline, +1 3', 'de')).toEqual([
    { country: null, contact: 'Helpline, +1 3' },
    { country: 'Deutschland', contact: 'ver.di, 030 1' },
    { country: 'Frankreich', contact: 'CGT, 01 2' },
  ])
})
