import { afterEach, describe, expect, test } from 'vitest'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english, pseudoLanguages } from '../../server/messages/languages.ts'
import { setStandingValues, standingNames, standingValues } from '../../server/messages/standing-values.ts'
import { writtenMessages } from '../support/message-files.ts'
import { numberWord } from '../support/number-words.ts'
import { filesIn, readSource } from '../support/sentences.ts'
import { sentence } from '../support/words.ts'

const values = standingValues() as Record<(typeof standingNames)[number], number>
afterEach(() => setStandingValues(values))

const messageFiles = filesIn('templates/locales/', '.ftl')

describe('a standing value', () => {
  test.each(standingNames)('%s is used, and is explained to translators', (name) => {
    expect(messageFiles.some((file) => readSource(file).includes(`$${name}`))).toBe(true)
    expect(readSource('docs/languages.md')).toContain(`| \`$${name}\``)
  })

  test('reaches a sentence whose caller does not know it', () => {
    setStandingValues({ ...values, codeMinutes: 20, codeTries: 4 })
    expect(sentence('mailbox-code-hint')).toContain('valid for 20 minutes, and you have 4 tries.')
    expect(sentence('inventory-challenge-before')).toMatch(/^For 20 minutes: /)
    setStandingValues({ ...values, codeMinutes: 1 })
    expect(sentence('mailbox-address-hint')).toContain('or after 1 minute.')
  })

  test.each(pseudoLanguages)('reaches a sentence in the pseudo-language $name', (language) => {
    const number = new Intl.NumberFormat(language.locales).format(values.codeMinutes)
    expect(catalogueOf(language).text('mailbox-code-hint')).toContain(number)
    expect(catalogueOf(language).html('mailbox-code-hint')).toContain(number)
  })

  test('is none of a message’s own variables, and any other variable is missed', () => {
    const words = catalogueOf(english, ['own = { $codeMinutes } of { $others }', 'wrong = { $codeMinuts }'])
    expect(words.format('own', { others: 'many' })).toBe(`${values.codeMinutes} of many`)
    expect(() => words.format('wrong')).toThrow('codeMinuts')
    const variables = writtenMessages('en').flatMap((message) => message.variables)
    expect(variables.filter((name) => (standingNames as readonly string[]).includes(name))).toEqual([])
  })

  // A copy that is made again after a crash must have the same content, also if the rule has changed since.
  test('is in no frozen copy of a letter', () => {
    const frozen = ['copies.ftl', 'pdf.ftl'].map((file) => readSource(`templates/locales/en/${file}`)).join('\n')
    expect(standingNames.filter((name) => frozen.includes(`$${name}`))).toEqual([])
  })
})

/** How a sentence would state a value by itself. */
function spelled(number: number, noun: string): string {
  return `\\b(?:${number}|${numberWord(number)})[ -]${noun}\\b`
}
const ownWords: Record<(typeof standingNames)[number], RegExp> = {
  codeDigits: new RegExp(spelled(values.codeDigits, 'digits?'), 'i'),
  codeMinutes: new RegExp(`${spelled(values.codeMinutes, 'minutes?')}|quarter of an hour`, 'i'),
  codesPerHour: new RegExp(spelled(values.codesPerHour, '(?:codes|mails)'), 'i'),
  codeTries: new RegExp(spelled(values.codeTries, '(?:tries|try|attempts)'), 'i'),
  formMinutes: new RegExp(spelled(values.formMinutes, 'minutes?'), 'i'),
  sessionDays: new RegExp(`\\bsessions?\\b[^.]*(?:${spelled(values.sessionDays, 'days')}|two weeks)`, 'i'),
}

/** Files that may hold such words, with the reason. */
const allowed: Record<string, string> = {
  'SECURITY.md codeDigits': 'tests/rules/codes.test.ts compares it with the rules',
  'SECURITY.md codesPerHour': 'tests/rules/codes.test.ts compares it with the rules',
  'SECURITY.md codeTries': 'tests/rules/codes.test.ts compares it with the rules',
  'docs/operating.md codeMinutes': 'how long a job may be due (server/http/health.ts)',
}

test('no page, message, document or module states such a rule in its own words', () => {
  const read = [
    ...filesIn('templates/', '.hbs'),
    ...messageFiles,
    ...filesIn('docs/', '.md'),
    ...filesIn('server/', '.ts'),
    ...filesIn('web/', '.ts'),
    ...['README.md', 'SECURITY.md', 'ARCHITECTURE.md'],
  ]
  const stated = read.flatMap((file) => {
    const text = readSource(file).replace(/\s+/g, ' ')
    return standingNames.filter((name) => ownWords[name].test(text)).map((name) => `${file} ${name}`)
  })
  expect(stated.toSorted()).toEqual(Object.keys(allowed).toSorted())
})
