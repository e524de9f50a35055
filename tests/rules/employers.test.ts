import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkEmployerDomain, isEmployerDomain, matchEmployer } from '../../server/mailbox/employers.ts'
import { said } from '../support/words.ts'

const northwind = { id: 'n', name: 'Northwind', domains: ['northwind.example', '*.northwind.example'] }
const octohub = { id: 'o', name: 'Octohub', domains: ['octohub.example'] }
const berlin = { id: 'b', name: 'Northwind Berlin', domains: ['berlin.northwind.example'] }
const buecher = { id: 'x', name: 'Bücher', domains: ['bücher.example'] }
const all = [northwind, octohub, berlin, buecher]

test.each([
  ['northwind.example', northwind],
  ['NorthWind.Example', northwind],
  ['eu.northwind.example', northwind],
  ['octohub.example', octohub],
  ['berlin.northwind.example', berlin],
  ['xn--bcher-kva.example', buecher],
  ['BÜCHER.example', buecher],
])('%s is at its employer', (domain, employer) => {
  expect(matchEmployer(domain, all)).toBe(employer)
})

test.each([
  'eu.octohub.example',
  'mail.eu.northwind.example',
  'a.berlin.northwind.example',
  'evil-northwind.example',
  'evilnorthwind.example',
  'northwind.example.evil.com',
  'northwind.example.evil.example',
  'northwind.examples',
  'example',
  'northwind.example.',
  '.northwind.example',
  '*.northwind.example',
  'evil.com/northwind.example',
  'northwind.example/.evil.com',
  'northwind.example%2eevil.com',
  'evil.com\u0000.northwind.example',
  'evil.com@northwind.example',
  'nοrthwind.example',
  'northwind .example',
  'bucher.example',
  '',
])('%j is at no employer', (domain) => {
  expect(matchEmployer(domain, all)).toBeNull()
})

test('a wildcard does not match the domain itself', () => {
  expect(matchEmployer('northwind.example', [{ domains: ['*.northwind.example'] }])).toBeNull()
})

test('a wildcard matches exactly one more label', () => {
  const label = fc.stringMatching(/^[a-z]([a-z0-9]{0,10})$/)
  fc.assert(
    fc.property(fc.array(label, { minLength: 0, maxLength: 4 }), (labels) => {
      const domain = [...labels, 'octohub', 'example'].join('.')
      const expected = labels.length === 1
      expect(matchEmployer(domain, [{ domains: ['*.octohub.example'] }]) !== null, domain).toBe(expected)
    }),
  )
})

test('a malformed stored domain matches nothing', () => {
  expect(matchEmployer('northwind.example', [{ domains: ['', '*', '*.', '*.example.', '*.*'] }])).toBeNull()
})

test.each([
  [' Northwind.Example ', 'northwind.example'],
  ['@northwind.example', 'northwind.example'],
  ['northwind.example.', 'northwind.example'],
  ['*.Northwind.example', '*.northwind.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['northwind.co.uk', 'northwind.co.uk'],
  ['*.northwind.co.uk', '*.northwind.co.uk'],
  ['microsoft.com', 'microsoft.com'],
  ['*.microsoft.com', '*.microsoft.com'],
  ['zendesk.com', 'zendesk.com'],
  ['github.com', 'github.com'],
  ['zohocorp.com', 'zohocorp.com'],
  ['myonmicrosoft.com', 'myonmicrosoft.com'],
])('an employer may have %j', (typed, domain) => {
  expect(checkEmployerDomain(typed)).toEqual({ ok: true, domain })
})

test.each([
  ['', 'malformed'],
  ['*', 'malformed'],
  ['northwind', 'malformed'],
  ['localhost', 'malformed'],
  ['*.*.example', 'malformed'],
  ['*.com', 'malformed'],
  ['a.*.example', 'malformed'],
  ['https://northwind.example', 'malformed'],
  ['bob@northwind.example', 'malformed'],
  ['127.0.0.1', 'malformed'],
  ['0x7f.1', 'malformed'],
  ['[::1]', 'malformed'],
  ['-a.example', 'malformed'],
  ['a..example', 'malformed'],
  ['a_b.example', 'malformed'],
  [`${'a'.repeat(64)}.example`, 'malformed'],
  ['co.uk', 'public-suffix'],
  ['*.co.uk', 'public-suffix'],
  ['github.io', 'public-suffix'],
  ['gmail.com', 'free-mail'],
  ['GMail.com.', 'free-mail'],
  ['*.gmail.com', 'free-mail'],
  ['mail.gmail.com', 'free-mail'],
  ['proton.me', 'free-mail'],
  ['qq.com', 'free-mail'],
  ['tutanota.com', 'free-mail'],
  ['riseup.net', 'free-mail'],
  ['outlook.com.tr', 'free-mail'],
  ['protonmail.com', 'free-mail'],
  ['zohomail.eu', 'free-mail'],
  ['consultant.com', 'free-mail'],
  ['posteo.ch', 'free-mail'],
  ['mailinator.com', 'disposable'],
  ['*.onmicrosoft.com', 'tenant'],
  ['onmicrosoft.com', 'tenant'],
  ['northwind.onmicrosoft.com', 'tenant'],
  ['*.northwind.onmicrosoft.com', 'tenant'],
  ['NorthWind.OnMicrosoft.com.', 'tenant'],
  ['northwind.mail.onmicrosoft.com', 'tenant'],
  ['northwind.onmicrosoft.us', 'tenant'],
  ['northwind.sharepoint.com', 'tenant'],
  ['northwind.example.test-google-a.com', 'tenant'],
  ['*.test-google-a.com', 'tenant'],
  ['northwind.zohodesk.com', 'tenant'],
  ['northwind.awsapps.com', 'tenant'],
  ['northwind.partner.onmschina.cn', 'tenant'],
  ['googlegroups.com', 'tenant'],
  ['*.zendesk.com', 'tenant'],
  ['northwind.zendesk.com', 'tenant'],
  ['northwind.github.io', 'tenant'],
  ['*.northwind.github.io', 'tenant'],
  ['northwind.uk.com', 'tenant'],
  ['*.github.io', 'public-suffix'],
  ['*.uk.com', 'public-suffix'],
  ['*.appspot.com', 'public-suffix'],
])('an employer may not have %j: %s', (typed, reason) => {
  const checked = checkEmployerDomain(typed)
  expect(checked).toMatchObject({ ok: false, reason })
  expect(checked.ok ? '' : said(checked.message)).toMatch(/\.$/)
})

test('the sentence names the part that is open to everybody, and says what to do', () => {
  for (const typed of ['northwind.onmicrosoft.com', '*.onmicrosoft.com']) {
    const checked = checkEmployerDomain(typed)
    expect(checked.ok ? '' : said(checked.message)).toMatch(
      /ends in onmicrosoft\.com.*Give a domain that only the employer/,
    )
  }
  const suffix = checkEmployerDomain('github.io')
  expect(suffix.ok ? '' : said(suffix.message)).toMatch(/ends in github\.io.*Give a domain that only the employer/)
})

test('an accepted domain matches its addresses, and checking it again changes nothing', () => {
  const typed = fc.oneof(
    fc.domain(),
    fc.domain().map((domain) => `*.${domain}`),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const checked = checkEmployerDomain(text)
      if (!checked.ok) return
      expect(checkEmployerDomain(checked.domain)).toEqual(checked)
      expect(matchEmployer(checked.domain.replace('*', 'eu'), [{ domains: [checked.domain] }])).not.toBeNull()
    }),
  )
})

test.each([
  ['northwind.example', true],
  ['EU.Northwind.example', true],
  ['a.b.c.northwind.example', true],
  ['octohub.example', true],
  ['eu.octohub.example', true],
  ['evil-northwind.example', false],
  ['northwind.example.org', false],
  ['example', false],
  ['personal.example', false],
  ['', false],
])("whether an employer can read an organizer's mail at %j: %s", (domain, expected) => {
  expect(isEmployerDomain(domain, ['*.northwind.example', 'octohub.example'])).toBe(expected)
})
