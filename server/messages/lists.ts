import { english, type Language } from './languages.ts'

/** `['a', 'b', 'c']` in a sentence: `a, b and c` in English. */
export function listInWords(parts: readonly string[], { locales }: Pick<Language, 'locales'> = english): string {
  return new Intl.ListFormat(locales, { type: 'conjunction' }).format(parts)
}
