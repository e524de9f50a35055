import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addressIn,
  checkCodesIn,
  linksIn,
  pageTokenAmong,
  returnAddressesIn,
} from '../../server/delivery/secrets-in-answers/secret-places.ts'

const hosts = ['letters.example', 'localhost:3000']
const token = 'AbCdEfGhIjKlMnOpQrStUv'
const returning = `bounces+${'0123456789abcdefghij'.repeat(2)}z`

/** Breaks a text at any place, as programs do that quote it. */
const broken = (text: string) =>
  fc
    .tuple(fc.nat({ max: text.length }), fc.constantFrom('\n', '\n> ', ' \n>> ', '\n\n'))
    .map(([at, by]) => text.slice(0, at) + by + text.slice(at))

describe('a link to a page that one person alone has', () => {
  test.each([
    `https://letters.example/r/${token}`,
    `LETTERS.EXAMPLE/r/${token}/answers`,
    `http://localhost:3000/updates/${token}${token}`,
    `letters.example/api/v1/recipients/${token}`,
    `letters.example/organizers/welcome/${token}`,
    `letters.example/review/${token}`,
    `letters.example/some-new-page/${token}`,
  ])('is found: %s', (link) => {
    expect(linksIn(`See (${link}).`, hosts)).toHaveLength(1)
  })

  test.each([
    'letters.example/letters/a-letter-with-a-very-long-title',
    'letters.example/api/v1/letters/a-letter-with-a-very-long-title',
    'letters.example/how-anonymity-works',
    'letters.example/r/short',
    `elsewhere.example/r/${token}`,
  ])('is not a public page or another server: %s', (link) => {
    expect(linksIn(link, hosts)).toEqual([])
  })
})

test('the secret part of a link is found alone, and broken at any place', () => {
  const isToken = (part: string) => part === token
  fc.assert(fc.property(broken(token), (text) => pageTokenAmong(`It said:\n> ${text}, no?`, isToken) === token))
  expect(pageTokenAmong(`xx${token}yy`, isToken)).toBe(token)
  expect(pageTokenAmong(`${token.slice(0, 10)} ${token.slice(10)}`, isToken)).toBeUndefined()
})

test('a return address is found, also broken and in capitals', () => {
  fc.assert(
    fc.property(
      broken(returning),
      (text) => returnAddressesIn(`${text}@letters.example`, 'bounces@letters.example').length === 1,
    ),
  )
  expect(returnAddressesIn(returning.toUpperCase(), 'Bounces@letters.example')).toHaveLength(1)
  expect(returnAddressesIn(returning, '')).toEqual([])
  expect(returnAddressesIn(`other+${'a'.repeat(41)}@letters.example`, 'bounces@letters.example')).toEqual([])
})

test('a check code is found as people write it, also broken, and other letters are not', () => {
  const isCode = (code: string) => code === 'BKTRWZMPFHDC'
  for (const text of [
    'Code BKTR-WZMP-FHDC.',
    'bktrwzmpfhdc',
    '(BKTR WZMP FHDC)',
    '> BKTR-WZMP-\n> FHDC',
    'ＢＫＴＲ-WZMP-FHDC',
  ])
    expect([text, checkCodesIn(text, isCode).map(({ kind }) => kind)]).toEqual([text, ['check-code']])
  for (const text of ['BKTR-WZMP-FHDD', 'BKTR', 'xBKTRWZMPFHDC', 'B'.repeat(50_000)])
    expect([text.slice(0, 20), checkCodesIn(text, isCode)]).toEqual([text.slice(0, 20), []])
})

describe('an organizer’s address', () => {
  const address = 'Kim.Day@personal.example'
  test.each([
    'kim.day@personal.example',
    '<KIM.DAY@PERSONAL.EXAMPLE>',
    'kim.day+letter@personal.example',
    'kim.day (at) personal.example',
    'kim.day [at] personal [dot] example',
    'mailto:kim.day%40personal.example?subject=x',
    'ｋｉｍ.day@personal.example',
    'kim.day@personal\n> .example',
  ])('is found: %s', (text) => {
    expect(addressIn(`Write to ${text}, please.`, address)).not.toBeNull()
  })

  test.each(['jakim.day@personal.example', 'kim.day@personal.example.org', 'kim.day', '@personal.example'])(
    'is not another address: %s',
    (text) => {
      expect(addressIn(`Write to ${text} please.`, address)).toBeNull()
    },
  )
})

test('a text with very many spaces is searched in one pass', () => {
  // With time that grows with the square, this takes minutes.
  const text = `a${' '.repeat(400_000)}b\n`.repeat(2)
  expect(linksIn(text, hosts)).toEqual([])
  expect(returnAddressesIn(text, 'bounces@letters.example')).toEqual([])
  expect(pageTokenAmong(text, () => true)).toBeUndefined()
  expect(checkCodesIn(text, () => true)).toEqual([])
  expect(addressIn(text, 'kim.day@personal.example')).toBeNull()
})
