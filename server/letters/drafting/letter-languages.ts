/** BCP 47 tags of the languages that the form offers. Others can be typed. */
const tags = [
  ...[
    'ar',
    'bg',
    'bn',
    'ca',
    'cs',
    'cy',
    'da',
    'de',
    'el',
    'en',
    'es',
    'et',
    'eu',
    'fa',
    'fi',
    'fil',
    'fr',
    'ga',
    'gl',
  ],
  ...['gu', 'he', 'hi', 'hr', 'hu', 'hy', 'id', 'is', 'it', 'ja', 'ka', 'kk', 'km', 'kn', 'ko', 'lo', 'lt', 'lv', 'ml'],
  ...[
    'mr',
    'ms',
    'my',
    'nb',
    'ne',
    'nl',
    'nn',
    'pa',
    'pl',
    'pt',
    'pt-BR',
    'ro',
    'ru',
    'si',
    'sk',
    'sl',
    'sq',
    'sr',
    'sv',
  ],
  ...['sw', 'ta', 'te', 'th', 'tr', 'uk', 'ur', 'uz', 'vi', 'yi', 'zh-Hans', 'zh-Hant'],
]

export interface LetterLanguage {
  tag: string
  /** In the language itself, because its readers look for that name. */
  name: string
}

const collator = new Intl.Collator('en')
const offered: readonly LetterLanguage[] = tags.map(named).sort((a, b) => collator.compare(a.name, b.name))

/** @returns the languages to choose from, each under its own name, with this one among them */
export function letterLanguages(present: string): LetterLanguage[] {
  return offered.some(({ tag }) => tag === present) ? [...offered] : [named(present), ...offered]
}

function named(tag: string): LetterLanguage {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  const [first = '', ...rest] = name
  return { tag, name: first.toLocaleUpperCase(tag) + rest.join('') }
}
