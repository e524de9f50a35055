import Handlebars from 'handlebars'
import { catalogueOf, type MessageValue } from '../messages/catalogue.ts'
import { english as englishMessages, type Language } from '../messages/languages.ts'
import { formatSentence, sentenceHtml } from '../messages/format-sentence.ts'
import type { Sentence } from '../refusal.ts'
import { baseline } from './browsers.ts'

const plurals = new Intl.PluralRules(englishMessages.locales)

/** `1234` → `1,234` */
export function inNumbers(value: number, language = englishMessages): string {
  return catalogueOf(language).text('number', { value })
}

/** `2026-11-22` or an instant → `22 November 2026` (UTC). */
export function inWords(value: string | Date, language = englishMessages): string {
  return catalogueOf(language).text('date', { at: new Date(value) })
}

/** An instant as an element that a script shows in the reader's own zone. A message has one with `{{say-html line}}`. */
function instant(
  id: 'date-and-time' | 'time',
  value: string | Date,
  language = englishMessages,
): Handlebars.SafeString {
  return new Handlebars.SafeString(catalogueOf(language).html(id, { at: new Date(value) }))
}

/** `Chrome or Edge 109, …`. Versions are text, because a language must not change the point in `15.4`. */
export function oldestBrowsers(language = englishMessages): string {
  const { chrome, firefox, safari } = baseline
  const versions = { chrome: String(chrome), firefox: String(firefox), safari: String(safari) }
  return catalogueOf(language).text('browser-oldest', versions)
}

/** `pluralOf(1, 'name', 'names')` → `name` */
export function pluralOf(count: number, one: string, other: string): string {
  return plurals.select(count) === 'one' ? one : other
}

interface MessageOptions {
  hash: Record<string, MessageValue>
  data?: { language?: Language }
}

/** `{{t "signing-intro" count=3}}`: a message in the page's language. Handlebars escapes it. */
function message(id: string, { hash, data }: MessageOptions): string {
  return catalogueOf(data?.language ?? englishMessages).format(id, hash)
}

/** `{{t-html "signing-no-address" help="/help"}}`: a message with elements. `<help>` becomes a link to the given address. */
function messageHtml(id: string, { hash, data }: MessageOptions): Handlebars.SafeString {
  const links = Object.fromEntries(
    Object.entries(hash).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
  return new Handlebars.SafeString(catalogueOf(data?.language ?? englishMessages).html(id, hash, links))
}

/** `{{say error}}`: a refusal's sentence in the page's language. Handlebars escapes it. */
function say(said: Sentence, { data }: MessageOptions): string {
  return formatSentence(said, catalogueOf(data?.language ?? englishMessages))
}

/** `{{say-html line}}`: a sentence whose messages may have elements, but no links. */
function sayHtml(said: Sentence, { data }: MessageOptions): Handlebars.SafeString {
  return new Handlebars.SafeString(sentenceHtml(said, catalogueOf(data?.language ?? englishMessages)))
}

export function registerHelpers(handlebars: typeof Handlebars): void {
  handlebars.registerHelper({
    t: message,
    't-html': messageHtml,
    say,
    'say-html': sayHtml,
    eq: (a: unknown, b: unknown) => a === b,
    or: (...values: unknown[]) => values.slice(0, -1).some(Boolean),
    number: (value: number, { data }: MessageOptions) => inNumbers(value, data?.language),
    date: (value: string | Date, { data }: MessageOptions) => inWords(value, data?.language),
    datetime: (value: string | Date, { data }: MessageOptions) => instant('date-and-time', value, data?.language),
    time: (value: string | Date, { data }: MessageOptions) => instant('time', value, data?.language),
    plural: (count: number, one: string, other: string) => pluralOf(count, one, other),
    oldestBrowsers: ({ data }: MessageOptions) => oldestBrowsers(data?.language),
  })
}
