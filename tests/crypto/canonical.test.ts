import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalHash } from '../../server/crypto/canonical.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest()

test('RFC 8785, section 3.2.2: numbers, strings and literals', () => {
  const value = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`)
  const expected = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`
  expect(canonicalHash(value)).toEqual(sha256(expected))
})

test('RFC 8785, section 3.2.3: properties sorted by UTF-16 code units', () => {
  const value = JSON.parse(String.raw`{
    "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
  }`)
  const expected =
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
    '"\u20ac":"Euro Sign","\u{1f600}":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}'
  expect(canonicalHash(value)).toEqual(sha256(expected))
})

test('RFC 8785, appendix B: numbers', () => {
  const cases: [number, string][] = [
    [-0, '0'],
    [5e-324, '5e-324'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [1e21, '1e+21'],
    [9.999999999999997e-7, '9.999999999999997e-7'],
    [0.000001, '0.000001'],
  ]
  for (const [number, text] of cases) expect(canonicalHash(number), text).toEqual(sha256(text))
})

test('the order in which properties were written does not matter; the order of a list does', () => {
  expect(canonicalHash({ title: 'x', demands: [1, 2] })).toEqual(canonicalHash({ demands: [1, 2], title: 'x' }))
  expect(canonicalHash([1, 2])).not.toEqual(canonicalHash([2, 1]))
})

test('what JSON cannot say is refused', () => {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  for (const value of [undefined, NaN, Infinity, 'half \ud800', circle]) expect(() => canonicalHash(value)).toThrow()
})
