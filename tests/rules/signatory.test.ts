import { expect, test } from 'vitest'
import { noFacets } from '../../server/facets/rules.ts'
import { emptyPerson, signatoryForm } from '../../server/signatures/signatory-form.ts'
import {
  readSignatory,
  refuseAnonymous,
  resemblanceOf,
  type AskedOfSignatory,
} from '../../server/signatures/signatory.ts'
import { nameInWords } from '../../server/signatures/person-name.ts'
import { say } from '../../server/refusal.ts'
import { wholePerson } from '../support/person.ts'
import { said } from '../support/words.ts'

const facets = { ...noFacets, role: ['Nurse', 'Driver'] }
const asked: AskedOfSignatory = { visibilities: ['anonymous', 'withheld', 'public'], facets }

test('a signatory is read with a tidy name and the chosen facets', () => {
  expect(
    readSignatory(asked, { visibility: 'public', name: ' Ana  Oduya ', facets: { role: 'Nurse', team: '' } }),
  ).toEqual({ signatory: { visibility: 'public', person: { name: 'Ana Oduya' }, facets: { role: 'Nurse' } } })
})

test('the visibility decides whether a name is needed, may be empty, or is left out', () => {
  expect(readSignatory(asked, { visibility: 'public' })).toEqual({
    errors: [{ field: 'name', message: say('signing-name-missing') }],
  })
  expect(readSignatory(asked, { visibility: 'withheld', name: ' ' })).toMatchObject({ signatory: { person: null } })
  expect(readSignatory(asked, { visibility: 'anonymous', name: 'Ana' })).toMatchObject({ signatory: { person: null } })
})

test('all faults are told at once, in the order of the form', () => {
  const read = readSignatory(asked, { visibility: 'together', name: 'https://spam.example', facets: { role: 'Spy' } })
  expect('errors' in read && read.errors.map(({ field }) => field)).toEqual(['visibility', 'name', 'role'])
})

test('facets are null where the letter offers none, and unread where they are not asked for', () => {
  const typed = { visibility: 'withheld', facets: { role: 'Nurse' } }
  expect(readSignatory({ ...asked, facets: noFacets }, { visibility: 'withheld' })).toMatchObject({
    signatory: { facets: null },
  })
  expect(readSignatory({ ...asked, facets: noFacets }, typed)).toMatchObject({ errors: [{ field: 'role' }] })
  expect(readSignatory({ ...asked, facets: null }, typed)).toMatchObject({ signatory: { facets: null } })
})

test('an anonymous signatory is refused where a name is signed', () => {
  const rest = { person: null, facets: null }
  expect(() => refuseAnonymous({ visibility: 'anonymous', ...rest }, say('refusal-signing-not-anonymous'))).toThrow(
    expect.objectContaining({
      code: 'visibility-not-here',
      fields: [expect.objectContaining({ field: 'visibility' })],
    }),
  )
  expect(refuseAnonymous({ visibility: 'public', ...rest }, say('refusal-signing-not-anonymous'))).toEqual({
    visibility: 'public',
    ...rest,
  })
})

test('each part of a name is read, and stands in a text', () => {
  expect(readSignatory(asked, { visibility: 'public', ...wholePerson })).toMatchObject({
    signatory: { person: wholePerson },
  })
  for (const part of Object.values(wholePerson)) expect(said(nameInWords(wholePerson))).toContain(part)
})

test('a name is compared with an address only where both are known', () => {
  expect(resemblanceOf(null, 'ana.oduya')).toBeNull()
  expect(resemblanceOf({ name: 'Ana Oduya' }, null)).toBe('unclear')
  expect(resemblanceOf({ name: 'Ana Oduya' }, 'ana.oduya')).toBe('yes')
})

test('the form asks for an address only where a code is mailed', () => {
  const values = { ...emptyPerson.values, role: '', team: '', site: '' }
  expect(signatoryForm({ facets }, 'withheld', { values, errors: {} })).toMatchObject({
    person: { optional: true },
    address: undefined,
  })
  const mailed = { values: { ...values, address: 'ana@northwind.example' }, errors: {} }
  expect(signatoryForm({ facets }, 'public', mailed)).toMatchObject({
    person: { optional: false },
    address: { value: 'ana@northwind.example' },
  })
})
