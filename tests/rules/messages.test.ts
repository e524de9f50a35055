import Handlebars from 'handlebars'
import { format, resolveConfig } from 'prettier'
import { describe, expect, test } from 'vitest'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { registerHelpers } from '../../server/http/helpers.ts'
import { english, languageFor, languages, pseudoLanguages, type Language } from '../../server/messages/languages.ts'
import { comparedWithEnglish, typedIds, writtenMessages } from '../support/message-files.ts'
import {
  forEachExpression,
  codeForPeople,
  filesIn,
  readSource,
  sentencesInCode,
  sentencesInTemplate,
} from '../support/sentences.ts'

const messages = writtenMessages('en')
const templates = filesIn('templates/', '.hbs')
const code = codeForPeople()

describe('message files', () => {
  test('have a type for each message (npm run messages)', async () => {
    const file = new URL('../../server/messages/ids.ts', import.meta.url).pathname
    const expected = await format(typedIds(), { ...(await resolveConfig(file)), filepath: file })
    expect(readSource('server/messages/ids.ts')).toBe(expected)
  })

  test('define each message once', () => {
    const ids = messages.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('hold no message that nothing shows', () => {
    // The file that checks a count has the message file in it, so its script names messages.
    const scripts = filesIn('web/', '.ts')
    const ours = filesIn('server/', '.ts').filter((file) => file !== 'server/messages/ids.ts')
    const sources = [...ours, ...scripts, ...templates].map(readSource).join('\n')
    const referred = new Set(messages.flatMap(({ references }) => references))
    const shown = (id: string) => mentions(sources, id) || referred.has(id)
    expect(messages.map(({ id }) => id).filter((id) => !shown(id))).toEqual([])
  })

  test.each(languages.slice(1))('of $name use the same variables and elements as English', ({ tag }) => {
    for (const { id, variables, elements } of writtenMessages(tag)) {
      const source = messages.find((message) => message.id === id)
      expect({ id, variables, elements }).toEqual({ id, variables: source?.variables, elements: source?.elements })
    }
  })
})

test('a language that lacks a message, or has one too many, is told which', () => {
  const message = (id: string) => ({ id })
  expect(comparedWithEnglish(['a', 'b'].map(message), ['b', 'c'].map(message))).toEqual({
    lacks: ['a'],
    superfluous: ['c'],
  })
})

function mentions(sources: string, id: string): boolean {
  return sources.includes(`'${id}'`) || sources.includes(`"${id}"`)
}

describe('templates', () => {
  test('give each message its variables and its links', () => {
    for (const file of templates)
      for (const { id, given, html } of messagesIn(readSource(file))) {
        const message = messages.find((each) => each.id === id)
        expect(message, `${file}: ${id}`).toBeDefined()
        const links = html
          ? (message?.elements ?? []).filter(
              (name) => !['strong', 'em', 'code', 'bdi', 'moment', 'clock'].includes(name),
            )
          : []
        expect({ file, id, given: given.toSorted() }).toEqual({
          file,
          id,
          given: [...(message?.variables ?? []), ...links].toSorted(),
        })
      }
  })

  test('hold no sentence', () => {
    const holding = templates.filter((file) => sentencesInTemplate(readSource(file)).length > 0)
    expect(holding).toEqual([])
  })
})

interface Use {
  id: string
  given: string[]
  html: boolean
}

/** Every `{{t …}}` and `{{t-html …}}` of a template, also as an argument of another helper. */
function messagesIn(source: string): Use[] {
  const uses: Use[] = []
  forEachExpression(source, ({ name, params, hash }) => {
    const [first] = params
    if (!['t', 't-html'].includes(name) || first?.type !== 'StringLiteral') return
    const given = hash?.pairs.map(({ key }) => key) ?? []
    uses.push({ id: (first as hbs.AST.StringLiteral).value, given, html: name === 't-html' })
  })
  return uses
}

test('code holds no sentence', () => {
  const holding = code.filter((file) => sentencesInCode(file, readSource(file)).length > 0)
  expect(holding).toEqual([])
})

/** Programs read them. */
const linesOfReceipt = ['…signature …\n', '\ncredential …\n']

describe('scripts of the browser', () => {
  const scripts = filesIn('web/', '.ts')

  test('hold no sentence, because the templates carry those that scripts show', () => {
    const held = scripts.flatMap((file) => sentencesInCode(file, readSource(file)))
    expect(held.filter((text) => !linesOfReceipt.includes(text))).toEqual([])
  })

  test('show the words that templates carry', () => {
    const carried = wordsIn(templates, /data-words="([a-z-]+)"/g)
    const source = [...scripts, 'server/crypto/slip-words.ts'].map(readSource).join('\n')
    // Some names are built from the state that they describe: `${state}-heading`.
    const unused = [...carried].filter(
      (name) => !source.includes(`'${name}'`) && !source.includes(`'${name.replace(/-[a-z]+$/, '')}'`),
    )
    const missing = [...wordsIn(scripts, /(?:words|announce)\(\s*'([a-z-]+)'/g)].filter((name) => !carried.has(name))
    expect({ unused, missing }).toEqual({ unused: [], missing: [] })
  })
})

function wordsIn(files: readonly string[], pattern: RegExp): Set<string> {
  return new Set(files.flatMap((file) => [...readSource(file).matchAll(pattern)].map(([, name = '']) => name)))
}

describe('a sentence outside the message files is found', () => {
  test.each([
    '<p>Sign this letter.</p>',
    '<input aria-label="Your work address">',
    '{{#if open}}<h1>Letters</h1>{{/if}}',
    '{{> field name="address" label="Your work address"}}',
    '{{> notice text="Nothing was sent."}}',
    '<style>p { color: red }</style><p>Sign this letter.</p>',
    '<meta name="description" content="Sign this letter.">',
    '<meta property="og:image:alt" content="Forty names in a circle">',
    "{{plural count 'One thing to put right' 'Some things'}}",
  ])('in a template: %s', (source) => expect(sentencesInTemplate(source)).not.toEqual([]))

  test.each([
    '<p class="lead">{{t "sign"}}</p>',
    '{{!-- A note to engineers. --}}<br>',
    '<a href="/x">{{name}}</a>',
    '<style>\n.small { color: #5d564c; }\n</style>',
    '<meta name="color-scheme" content="light dark">',
  ])('but not in %s', (source) => expect(sentencesInTemplate(source)).toEqual([]))

  test.each([
    `throw new Refusal('gone', 'letter-purged', 'This letter has been purged.')`,
    'const words = `${count} have signed`',
    `const title = flag ? 'Names' : 'No names yet'`,
    `const words = 'The letter as Ann signed it'`,
    `const words = 'somebody who has left'`,
    `class Late extends Refusal { constructor() { super('gone', 'late', 'The letter has closed.') } }`,
  ])('in code: %s', (source) => expect(sentencesInCode('a.ts', source)).not.toEqual([]))

  test.each([
    `throw new Error('no template of that name')`,
    `class Gone extends Error { constructor() { super('the key is gone') } }`,
    `const sender = 'Round Robin <letters@localhost>'`,
    'const query = `with open as (select from letter) select from open`',
    `db.selectFrom('letter as l').select('l.id as letterId')`,
    `const style = 'button plain main-act'`,
    'sql`select count(*) from letter`',
    `reply.header('content-type', 'text/html; charset=utf-8')`,
  ])('but not in %s', (source) => expect(sentencesInCode('a.ts', source)).toEqual([]))

  test.each([
    `const acts = { removal: { act, summary: 'Removes a stage' } }`,
    `const summaries = { removal: 'Removes a stage' }`,
  ])('but not in the documentation of the API: %s', (source) => {
    expect(sentencesInCode('server/delivery/plan/api.ts', source)).toEqual([])
    expect(sentencesInCode('server/delivery/plan/view.ts', source)).not.toEqual([])
  })
})

const samples = `
plain = One sentence.
counted = { $count ->
    [one] { $count } name
   *[other] { $count } names
}
dated = As of { DATETIME($on, dateStyle: "long") }.
timed = { DATETIME($at, dateStyle: "long") }, { DATETIME($at, timeStyle: "short") }
listed = Signed at { $employers }.
linked = <strong>{ $name }</strong>: read <help>how & why</help>.
`

describe('a catalogue', () => {
  const [accented, mirrored] = pseudoLanguages as [Language, Language]
  const words = catalogueOf(english, [samples])

  test('formats numbers, dates and lists by its language', () => {
    expect(words.format('counted', { count: 1 })).toBe('1 name')
    expect(words.format('counted', { count: 1234 })).toBe('1,234 names')
    expect(words.format('dated', { on: new Date('2026-11-28T23:30:00Z') })).toBe('As of 28 November 2026.')
    expect(words.format('listed', { employers: ['Halden', 'Meridian', 'Northwind'] })).toBe(
      'Signed at Halden, Meridian and Northwind.',
    )
  })

  test('shows an instant in UTC, or in the time zone that comes with it', () => {
    const at = new Date('2026-11-28T23:30:00Z')
    expect(words.format('timed', { at })).toBe('28 November 2026, 23:30')
    expect(words.format('timed', { at: { at, zone: 'Europe/Berlin' } })).toBe('29 November 2026, 00:30')
  })

  test('gives the helpers of templates numbers and dates in the language of the page', () => {
    const handlebars = Handlebars.create()
    registerHelpers(handlebars)
    const template = handlebars.compile('{{date at}} · {{datetime at}} · {{time at}} · {{number 1234.5}}')
    const inLanguage = (language: Language) =>
      template({ at: new Date('2026-11-28T23:30:00Z') }, { data: { language } })
    expect(inLanguage(english)).toBe(
      '28 November 2026 · <time datetime="2026-11-28T23:30:00.000Z">28 November 2026, 23:30 UTC</time> · <time datetime="2026-11-28T23:30:00.000Z" data-clock>23:30 UTC</time> · 1,234.5',
    )
    expect(inLanguage(mirrored)).toContain('نوفمبر')
  })

  test('escapes what somebody typed, and keeps its own elements', () => {
    expect(words.html('linked', { name: '<help>&"' }, { help: '/help?a=1&b=2' })).toBe(
      '<strong>&lt;help&gt;&amp;&quot;</strong>: read <a href="/help?a&#x3D;1&amp;b&#x3D;2">how &amp; why</a>.',
    )
  })

  test('isolates each name and office in HTML, so that no script reorders another', () => {
    const people = [
      { name: 'Ann <b>', office: 'Chief' },
      { name: 'Ida', office: '' },
    ]
    const sent = catalogueOf(english, ['sent = To { $people }: sent by <bdi>{ $by }</bdi>.'])
    expect(sent.html('sent', { people, by: '<i>' })).toBe(
      'To <bdi>Ann &lt;b&gt;</bdi>, <bdi>Chief</bdi>; <bdi>Ida</bdi>: sent by <bdi>&lt;i&gt;</bdi>.',
    )
    expect(catalogueOf(english, ['to = To { $people }.']).format('to', { people })).toBe('To Ann <b>, Chief; Ida.')
  })

  test('refuses a message without one of its variables, an unknown message, and an element without an address', () => {
    expect(() => words.format('counted')).toThrow('counted')
    expect(() => words.format('unknown')).toThrow('no message unknown')
    expect(() => words.html('linked', { name: 'Ann' })).toThrow('help')
  })

  test('in pseudo-languages changes words, not values and elements', () => {
    const html = catalogueOf(accented, [samples]).html('linked', { name: 'Ann' }, { help: '/help' })
    expect(html).toContain('<strong>Ann</strong>')
    expect(html).toContain('<a href="/help">ĥóŵ ~~ &amp; ŵĥý ~~</a>')
    expect(catalogueOf(mirrored, [samples]).format('plain')).toBe('\u202bOne sentence.\u202c')
  })

  test('falls back to English where a translation lacks a message', () => {
    const partly: Language = { tag: 'de', locales: ['de'], dir: 'ltr', name: 'Deutsch' }
    const german = catalogueOf(partly, ['plain = Ein Satz.'])
    expect(german.format('plain')).toBe('Ein Satz.')
    expect(german.format('problem-not-found')).toBe('Nothing here')
  })
})

describe('the language of a request', () => {
  const spoken: Language[] = [english, { tag: 'de', locales: ['de'], dir: 'ltr', name: 'Deutsch' }]

  test.each([
    ['de-AT,de;q=0.9,en;q=0.5', 'de'],
    ['en-US,en;q=0.9,de;q=0.1', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [';;q=,,', 'en'],
    [`${'x'.repeat(10_000)},de`, 'en'],
    [undefined, 'en'],
  ])('%s', (header, tag) => expect(languageFor(header, spoken).tag).toBe(tag))
})
