import { expect, test } from 'vitest'
import { checkAnsweredBy } from '../../server/delivery/rules.ts'
import { checkFacetLists, noFacets } from '../../server/facets/rules.ts'
import { checkDraft } from '../../server/letters/drafting/draft.ts'
import { holdsWebAddress } from '../../server/text/web-address.ts'
import { said } from '../support/words.ts'

const labels = [
  'ASP.NET',
  'Booking.com Amsterdam',
  'Chief Executive, X.com',
  'Amazon.co.uk',
  'Data: Berlin',
  'R&D / QA',
  'Sales (@Berlin)',
  'Dr.Dev Patel',
  'Level 2.1.3.4.5',
]
const links = [
  'https://evil.example',
  'javascript:alert(1)',
  'www.evil.example',
  'evil.com/x',
  'evil．рф/x',
  'evil.com:80',
  'evil.com?x=1',
  'team@northwind.example',
  'follow @handle',
  '10.0.0.1',
]

test.each(labels)('%s is a label', (text) => {
  expect(holdsWebAddress(text, 'label')).toBe(false)
  expect(checkFacetLists({ role: [text], team: [text], site: [text] })).toMatchObject({ ok: true })
  expect(checkAnsweredBy(text)).toEqual({ by: text })
  const recipients = [{ name: text, office: text, address: '' }]
  expect(checkDraft({ recipients, employers: [{ name: text, domains: [] }] })).toMatchObject({ ok: true })
})

test.each(links)('%s is no role, team, site, addressee, office or employer', (text) => {
  for (const facet of ['role', 'team', 'site'] as const) {
    const checked = checkFacetLists({ [facet]: ['Night shift', text] })
    expect(checked).toMatchObject({ ok: false, errors: [{ field: `facet-${facet}` }] })
    expect(checked.ok ? '' : said(checked.errors[0]!.message)).toMatch(/looks like a link/)
  }
  expect(checkAnsweredBy(text)).toMatchObject({ field: 'by' })
  const faults = (draft: Parameters<typeof checkDraft>[0]) => {
    const checked = checkDraft(draft)
    return checked.ok
      ? []
      : checked.errors.map(({ field, message }) => [field, /looks like a link/.test(said(message))])
  }
  const recipients = [
    { name: text, office: '', address: '' },
    { name: 'Ada', office: text, address: '' },
  ]
  expect(faults({ recipients })).toEqual([
    ['recipient-name-0', true],
    ['recipient-office-1', true],
  ])
  expect(faults({ employers: [{ name: text, domains: [] }] })).toEqual([['employer-name-0', true]])
})

test('an open letter keeps an entry that an older rule accepted', () => {
  const held = { ...noFacets, team: ['team@northwind.example'] }
  expect(checkFacetLists({ team: ['team@northwind.example', 'Night shift'] }, held)).toMatchObject({ ok: true })
  expect(checkFacetLists({ team: ['team@northwind.example', 'evil.com/x'] }, held)).toMatchObject({ ok: false })
})

test('a title, a demand and the text may hold links', () => {
  const link = 'Read https://example.org/a and write to board@northwind.example'
  expect(checkDraft({ title: link, text: link, demands: [link] })).toMatchObject({ ok: true })
})

test('a long text is checked quickly enough to end', () => {
  for (const one of ['a.', 'a', '@', 'a@', '.', ' @a', '1.', 'dr.', 'http', 'data:'])
    holdsWebAddress(one.repeat(2000), 'person')
})
