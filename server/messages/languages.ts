import { acceptedLanguages, negotiateLanguages } from '@fluent/langneg'

/** A language that pages, mails and refusals can be given in. */
export interface Language {
  /** Name of its folder in templates/locales/, and the `lang` attribute (BCP 47). */
  tag: string
  /** Locales for Intl: numbers, dates, plurals, lists. */
  locales: string[]
  dir: 'ltr' | 'rtl'
  /** How the language calls itself. */
  name: string
}

export const english: Language = { tag: 'en', locales: ['en-GB', 'en'], dir: 'ltr', name: 'English' }

/**
 * The languages that the server speaks. The first one is the default, and fills in for messages that another language
 * lacks.
 */
export const languages: readonly Language[] = [english]

/** Made from English by `pseudo.ts`. They show sentences outside the message files, and layouts that longer or mirrored text breaks. */
export const pseudoLanguages: readonly Language[] = [
  { tag: 'en-XA', locales: ['en-GB', 'en'], dir: 'ltr', name: 'Accented' },
  { tag: 'ar-XB', locales: ['ar'], dir: 'rtl', name: 'Right to left' },
]

/**
 * The language of a request, from its `Accept-Language` (RFC 9110, 12.5.4).
 *
 * The header selects the language, not the path: one address of a letter can be passed on, and each reader sees the page in the
 * language of their own phone. Kept pages have the language in their key, and answers say `Vary: accept-language`.
 *
 * @param header - the header's value; absent or unusable means the first language
 * @param spoken - the languages to choose from
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
