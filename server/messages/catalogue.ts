import { FluentBundle, FluentDateTime, FluentResource, type FluentVariable } from '@fluent/bundle'
import Handlebars from 'handlebars'
import { readdirSync, readFileSync } from 'node:fs'
import { english, pseudoLanguages, type Language } from './languages.ts'
import type { MessageId, ValuesOf } from './message.ts'

export type { MessageId, MessageValue }
import { accent, mirror } from './pseudo.ts'
import { listInWords } from './lists.ts'
import { standingValues } from './standing-values.ts'
import type { MessageValue, NamedPerson } from './value.ts'
import { root } from '../paths.ts'

/** All messages of one language. */
export interface Catalogue {
  language: Language
  /** @throws Error if no language has the message or a variable is missing. That is a bug, which tests find. */
  text<Id extends MessageId>(id: Id, ...values: ValuesOf<Id>): string
  /**
   * Formats a message whose id and values are only known at run time, from templates and refusals.
   * @throws Error as `text` does
   */
  format(id: string, values?: Readonly<Record<string, MessageValue>>): string
  /**
   * Formats a message as HTML. Values are escaped.
   * Keeps the elements `strong`, `em`, `code` and `bdi`. Other elements become links to the address that `links` gives for their
   * name (`<help>…</help>` with `{ help: '/help' }`).
   * `moment` and `clock` around an instant become `<time>` with the instant of `$at`, which a script shows in the reader's zone.
   * @throws Error if a link has no address
   */
  html(id: string, values?: Readonly<Record<string, MessageValue>>, links?: Readonly<Record<string, string>>): string
  has(id: string): boolean
}

const folder = new URL('templates/locales/', root)
const kept = new Map<string, Catalogue>()

/**
 * @param sources the language's message files. Default: those in templates/locales/.
 * @throws Error if a message file has a syntax error, so that the server does not start
 */
export function catalogueOf(language: Language, sources?: readonly string[]): Catalogue {
  if (sources) return load(language, sources)
  const known = kept.get(language.tag)
  if (known) return known
  const catalogue = load(language, messageFiles(pseudo(language) ? english.tag : language.tag))
  kept.set(language.tag, catalogue)
  return catalogue
}

function load(language: Language, sources: readonly string[]): Catalogue {
  const own = bundlesOf(language, sources)
  // A message that a translation lacks is shown in English instead of its id.
  const bundles =
    language.tag === english.tag || pseudo(language) ? [own] : [own, bundlesOf(english, messageFiles(english.tag))]
  const format = (id: string, kind: 'text' | 'html', values: Readonly<Record<string, MessageValue>>) => {
    const found = bundles.find((each) => each[kind].hasMessage(id))?.[kind]
    const pattern = found?.getMessage(id)?.value
    if (!found || !pattern) throw new Error(`no message ${id}`)
    const errors: Error[] = []
    const text = found.formatPattern(pattern, { ...standingValues(), ...variables(values, language, kind) }, errors)
    if (errors[0]) throw new Error(`message ${id}: ${errors[0].message}`, { cause: errors[0] })
    return text
  }
  return {
    language,
    text: (id, ...[values]) => format(id, 'text', { ...values }),
    format: (id, values = {}) => format(id, 'text', values),
    html: (id, values = {}, links = {}) => withElements(format(id, 'html', values), links, values),
    has: (id) => bundles.some(({ text }) => text.hasMessage(id)),
  }
}

interface Bundles {
  text: FluentBundle
  html: FluentBundle
}

function bundlesOf(language: Language, sources: readonly string[]): Bundles {
  const change = { 'en-XA': accent, 'ar-XB': mirror }[language.tag] ?? ((text: string) => text)
  const resources = sources.map((text) => new FluentResource(text))
  const bundle = (transform: (text: string) => string) => {
    // Isolates variables, because names in a left-to-right script would otherwise reorder a right-to-left sentence.
    const made = new FluentBundle(language.locales, { useIsolating: language.dir === 'rtl', transform })
    for (const resource of resources) {
      const [error] = made.addResource(resource)
      if (error) throw new Error(`templates/locales/${language.tag}: ${error.message}`, { cause: error })
    }
    return made
  }
  return { text: bundle((text) => change(withoutInstants(text))), html: bundle((text) => change(escapeText(text))) }
}

/** The contents of a language's message files. */
function messageFiles(tag: string): string[] {
  const place = new URL(`${tag}/`, folder)
  return readdirSync(place, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ftl'))
    .sort()
    .map((file) => readFileSync(new URL(file, place), 'utf8'))
}

function pseudo(language: Language): boolean {
  return pseudoLanguages.some(({ tag }) => tag === language.tag)
}

function variables(
  values: Readonly<Record<string, MessageValue>>,
  language: Language,
  kind: 'text' | 'html',
): Record<string, FluentVariable> {
  const safe = (text: string) => (kind === 'html' ? Handlebars.escapeExpression(text) : text)
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, FluentVariable] => {
      if (typeof value === 'number') return [name, value]
      if (value instanceof Date) return [name, new FluentDateTime(value, { timeZone: 'UTC' })]
      if (typeof value === 'string') return [name, safe(value)]
      if ('zone' in value) return [name, new FluentDateTime(value.at, { timeZone: value.zone })]
      return [name, isPeople(value) ? people(value, kind) : safe(listInWords(value, language))]
    }),
  )
}

function isPeople(value: readonly string[] | readonly NamedPerson[]): value is readonly NamedPerson[] {
  return typeof value[0] === 'object'
}

/** In HTML each name and each office is isolated, because a name in another script would otherwise reorder its neighbours. */
function people(list: readonly NamedPerson[], kind: 'text' | 'html'): string {
  const apart = (text: string) => (kind === 'html' ? `<bdi>${Handlebars.escapeExpression(text)}</bdi>` : text)
  return list.map(({ name, office }) => [name, office].filter(Boolean).map(apart).join(', ')).join('; ')
}

/** Texts say the zone in words. */
function withoutInstants(text: string): string {
  return text.replace(/<\/?(?:moment|clock)>/g, '')
}

const element = /&lt;(\/?)([a-z][a-z0-9-]*)&gt;/g
const plainElements = new Set(['strong', 'em', 'code', 'bdi'])

/** Escapes the literal part of a message. Keeps its elements as tags for `withElements`. */
function escapeText(text: string): string {
  return Handlebars.escapeExpression(text).replace(element, '<$1$2>')
}

/** An instant with its day, and the time of the day alone. */
const instants: Readonly<Record<string, string>> = { moment: '', clock: ' data-clock' }

/**
 * @throws Error if a message contains an element that is not allowed and for which the template gives no address
 */
function withElements(
  html: string,
  links: Readonly<Record<string, string>>,
  values: Readonly<Record<string, MessageValue>>,
): string {
  return html.replace(/<(\/?)([a-z][a-z0-9-]*)>/g, (all, slash: string, name: string) => {
    if (plainElements.has(name)) return all
    const kind = instants[name]
    if (kind !== undefined) return slash ? '</time>' : `<time datetime="${instantOf(values).toISOString()}"${kind}>`
    const address = links[name]
    if (address === undefined) throw new Error(`a message has the element ${name}, and no address is given for it`)
    return slash ? '</a>' : `<a href="${Handlebars.escapeExpression(address)}">`
  })
}

/** @throws Error */
function instantOf({ at }: Readonly<Record<string, MessageValue>>): Date {
  if (at instanceof Date) return at
  throw new Error('a message marks an instant, and its value $at is none')
}
