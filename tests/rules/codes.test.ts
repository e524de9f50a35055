import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  codeDigits,
  formatCode,
  guessesRightPerHour,
  mailsPerAddressAndHour,
  newCode,
  parseCode,
  triesPerChallenge,
  wrongCodesPerAddressAndHour,
} from '../../server/mailbox/codes.ts'
import { numberWord } from '../support/number-words.ts'

const code = fc.constant(null).map(newCode)

test('a code has ten digits, also with leading zeros, and every digit occurs at every position', () => {
  const codes = Array.from({ length: 3000 }, newCode)
  for (const one of codes) expect(one).toMatch(/^[0-9]{10}$/)
  for (let place = 0; place < 10; place++) {
    expect(new Set(codes.map((one) => one[place])).size, `place ${place}`).toBe(10)
  }
})

test('a code is shown as two groups of five', () => {
  expect(formatCode('0123456789')).toBe('01234 56789')
})

test('a code is read as people type it', () => {
  fc.assert(
    fc.property(code, fc.constantFrom('', ' ', '-', ' – ', '\u00a0', '\u202f', '\t', '\u2212'), (typed, gap) => {
      expect(parseCode(formatCode(typed))).toBe(typed)
      expect(parseCode(` ${Array.from(typed).join(gap)}\r\n`)).toBe(typed)
    }),
  )
})

test.each([
  ['full-width', '０１２３４５６７８９'],
  ['full-width, with a full-width space', '０１２３４　５６７８９'],
  ['Arabic', '٠١٢٣٤٥٦٧٨٩'],
  ['Persian', '۰۱۲۳۴۵۶۷۸۹'],
  ['Devanagari', '०१२३४ ५६७८९'],
  ['Bengali', '০১২৩৪৫৬৭৮৯'],
  ['Thai', '๐๑๒๓๔-๕๖๗๘๙'],
  ['Khmer', '០១២៣៤៥៦៧៨៩'],
  ['mathematical bold', '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'],
  ['mathematical monospace', '𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿'],
  ['with direction marks from a right-to-left page', '\u200f01234\u200e 56789'],
])('digits: %s', (_, typed) => {
  expect(parseCode(typed)).toBe('0123456789')
})

test('every decimal digit of Unicode reads as its own value', () => {
  for (let zero = 0; zero <= 0x1ffff; zero++) {
    if (
      !/\p{Nd}/u.test(String.fromCodePoint(zero)) ||
      /\p{Nd}/u.test(String.fromCodePoint(zero - 1 < 0 ? 0 : zero - 1))
    )
      continue
    const row = Array.from({ length: 10 }, (_, value) => String.fromCodePoint(zero + value)).join('')
    expect(parseCode(row), `from U+${zero.toString(16)}`).toBe('0123456789')
  }
})

test.each([
  '',
  '123456789',
  '12345678901',
  '1234 5678',
  '123456789a',
  '12345 6789O',
  '²²²²²²²²²²',
  '①②③④⑤⑥⑦⑧⑨⑩',
  '12345.67890',
  '0x12345678',
  '-'.repeat(100),
  '１２３４５６７８９十',
])('not a code: %s', (typed) => {
  expect(parseCode(typed)).toBeNull()
})

test('whatever is typed, the answer is ten digits or null', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      expect(parseCode(typed) ?? '0000000000').toMatch(/^[0-9]{10}$/)
    }),
  )
})

test('guessing is right at most once in a million hours for one address, and SECURITY.md says with what', () => {
  // Each wrong try is compared with each code that can be valid at once.
  const bound = (wrongCodesPerAddressAndHour * mailsPerAddressAndHour) / 10 ** codeDigits
  expect(guessesRightPerHour()).toBe(bound)
  expect(bound).toBeLessThanOrEqual(1e-6)
  // For a single challenge.
  expect((triesPerChallenge * mailsPerAddressAndHour) / 10 ** codeDigits).toBeLessThanOrEqual(1.5e-9)
  const said = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8').replace(/\s+/g, ' ')
  const sentences = [
    `${wrongCodesPerAddressAndHour.toLocaleString('en')} wrong tries × ${mailsPerAddressAndHour} codes in 10¹⁰`,
    `${Math.ceil(wrongCodesPerAddressAndHour / triesPerChallenge)} challenges`,
    `${triesPerChallenge * mailsPerAddressAndHour} in 10¹⁰`,
    `A code has ${numberWord(codeDigits)} digits`,
    `${numberWord(triesPerChallenge)} tries against ${numberWord(mailsPerAddressAndHour)} codes`,
    `At most ${numberWord(mailsPerAddressAndHour)} codes`,
  ]
  expect(sentences.filter((sentence) => !said.includes(sentence))).toEqual([])
})
