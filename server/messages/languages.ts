import { acceptedLanguages, negotiateLanguages } from '@fluent/langneg'

/** A language of pages, mails and refusals. */
export interface Language {
  /** Name of its folder in templates/locales/ and value of the `lang` attribute (BCP 47). */
  tag: string
  /** Locales for Intl: numbers, dates, plurals, lists. */
  locales: string[]
  dir: 'ltr' | 'rtl'
  /** The language's name in the language itself. */
  name: string
}

export const english: Language = { tag: 'en', locales: ['en-GB', 'en'], dir: 'ltr', name: 'English' }

/** The languages that the server speaks. The first is the default and provides messages that another language lacks. */
export const languages: readonly Language[] = [english]

/**
 * Generated from English by `pseudo.ts`. They reveal sentences outside the message files, and layouts that long or mirrored text
 * breaks.
 */
export const pseudoLanguages: readonly Language[] = [
  { tag: 'en-XA', locales: ['en-GB', 'en'], dir: 'ltr', name: 'Accented' },
  { tag: 'ar-XB', locales: ['ar'], dir: 'rtl', name: 'Mirrored' },
]

/**
 * Chooses the language of a request by its `Accept-Language` header (RFC 9110 section 12.5.4).
 * The header decides, not the path. So people can share one address of a letter, and each reads the page in the language of their
 * phone.
 * With several languages, the chosen one is part of the key of cached pages and of `Vary` (http/page-cache.ts).
 * @param header value of the header. If it is absent or unusable, the first language is chosen.
 * @param spoken languages to choose from
 */
export function languageFor(header: string | undefined, spoken: readonly Language[] = languages): Language {
  const [first = english] = spoken
  if (header === undefined || spoken.length < 2) return first
  const [chosen] = negotiateLanguages(
    acceptedLanguages(header.slice(0, 200)),
    spoken.map(({ tag }) => tag),
    {
      strategy: 'lookup',
      defaultLocale: first.tag,
    },
  )
  return spoken.find(({ tag }) => tag === chosen) ?? first
}
