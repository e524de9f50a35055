import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCode, newCode, parseCode } from '../../server/verification/codes-rules.ts'

const code = fc.constant(null).map(newCode)

test('a code is eight digits, leading zeros and all, and every digit turns up in every place', () => {
  const codes = Array.from({ length: 3000 }, newCode)
  for (const one of codes) expect(one).toMatch(/^[0-9]{8}$/)
  for (let place = 0; place < 8; place++) {
    expect(new Set(codes.map((one) => one[place])).size, `place ${place}`).toBe(10)
  }
})

test('a code is shown as two groups of four', () => {
  expect(formatCode('01234567')).toBe('0123 4567')
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
  ['full-width', '０１２３４５６７'],
  ['full-width, with a full-width space', '０１２３　４５６７'],
  ['Arabic', '٠١٢٣٤٥٦٧'],
  ['Persian', '۰۱۲۳۴۵۶۷'],
  ['Devanagari', '०१२३ ४५६७'],
  ['Bengali', '০১২৩৪৫৬৭'],
  ['Thai', '๐๑๒๓-๔๕๖๗'],
  ['Khmer', '០១២៣៤៥៦៧'],
  ['mathematical bold', '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕'],
  ['mathematical monospace', '𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽'],
  ['with direction marks from a right-to-left page', '\u200f0123\u200e 4567'],
])('digits: %s', (_, typed) => {
  expect(parseCode(typed)).toBe('01234567')
})

test('every decimal digit of Unicode reads as its own value', () => {
  for (let zero = 0; zero <= 0x1ffff; zero++) {
    if (
      !/\p{Nd}/u.test(String.fromCodePoint(zero)) ||
      /\p{Nd}/u.test(String.fromCodePoint(zero - 1 < 0 ? 0 : zero - 1))
    )
      continue
    const row = Array.from({ length: 8 }, (_, value) => String.fromCodePoint(zero + value)).join('')
    expect(parseCode(row), `from U+${zero.toString(16)}`).toBe('01234567')
  }
})

test.each([
  '',
  '1234567',
  '123456789',
  '1234567a',
  '1234 567O',
  '²²²²²²²²',
  '①②③④⑤⑥⑦⑧',
  '1234.5678',
  '0x123456',
  '-'.repeat(100),
  '１２３４５６７八',
])('not a code: %s', (typed) => {
  expect(parseCode(typed)).toBeNull()
})

test('whatever is typed, the answer is eight digits or null', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      expect(parseCode(typed) ?? '00000000').toMatch(/^[0-9]{8}$/)
    }),
  )
})
