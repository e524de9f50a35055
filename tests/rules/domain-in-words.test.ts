import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressInWords, domainInWords } from '../../server/mailbox/domain-in-words.ts'
import { normaliseDomain } from '../../server/mailbox/domains.ts'

const ascii = (domain: string) =>
  (domain.startsWith('*.') ? '*.' : '') + (normaliseDomain(domain.replace(/^\*\./, '')) ?? '')

test.each([
  'bücher.example',
  '*.bücher.example',
  'post.bücher.example',
  'straße.de',
  'čeština.cz',
  'łódź.pl',
  'işık.tr',
  'tiếngviệt.vn',
  'норильск.рф',
  'соус.рф',
  'почта.example',
  'ελλάδα.ελ',
  '北风.中国',
  '例え.テスト',
  '北风tech.example',
  '한국.한국',
  'شركة.example',
  'חברה.example',
  'บริษัท.ไทย',
  'नमस्ते.भारत',
  'northwind.example',
])('%s is shown in its own script', (domain) => {
  expect(ascii(domain)).toMatch(/^[\x20-\x7e]+$/)
  expect(domainInWords(ascii(domain))).toBe(domain)
})

test.each([
  ['a Cyrillic letter among Latin ones', 'northwіnd.example'],
  ['a Greek letter among Latin ones', 'northwινd.example'],
  ['a word of Cyrillic letters that look Latin', 'аррӏе.com'],
  ['the same below a Latin name', 'соус.northwind.example'],
  ['a Greek word that looks Latin', 'νικο.com'],
  ['a dotless i', 'northwınd.example'],
  ['a dot below', 'northwiṇd.example'],
  ['a letter like a sign', 'northwindǃ.example'],
  ['an alpha', 'nɑrthwind.example'],
  ['a kana like a slash', 'comノnorthwind.example'],
])('a look-alike stays in ASCII: %s', (_what, domain) => {
  expect(ascii(domain)).toContain('xn--')
  expect(domainInWords(ascii(domain))).toBe(ascii(domain))
})

test('each part is decided by itself', () => {
  expect(domainInWords(ascii('аррӏе.bücher.example'))).toBe(`${ascii('аррӏе.com').slice(0, -4)}.bücher.example`)
})

test('an address changes only in its domain', () => {
  expect(addressInWords('xn--bob@xn--bcher-kva.example')).toBe('xn--bob@bücher.example')
  expect(addressInWords('Bob.Jones@Northwind.example')).toBe('Bob.Jones@Northwind.example')
})

test('words lead back to the same domain, and damaged ones stay as they are', () => {
  for (const damaged of [
    'xn--mgba3gch31f060k.com',
    'xn--i-7iq.example',
    'xn--a.example',
    'xn--.example',
    '*.xn--99999999.example',
    '',
  ])
    expect(domainInWords(damaged)).toBe(damaged)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (label) => {
      const domain = normaliseDomain(`${label}.example`)
      if (domain !== null) expect(normaliseDomain(domainInWords(domain))).toBe(domain)
    }),
    { numRuns: 1000 },
  )
})
