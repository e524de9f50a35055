/**
 * Returns false for a text that mixes scripts (“bоb” with a Cyrillic о), because it imitates another one. No mail system assigns
 * such addresses. Full-width letters are allowed, because NFKC folds them.
 */
export function isOneScript(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  return /^\p{ASCII}*$/u.test(text) || scripts.some((script) => script.test(letters))
}

const scripts = [
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]*$/u,
  /^[\p{sc=Han}\p{sc=Hangul}]*$/u,
  /^[\p{sc=Han}\p{sc=Bopomofo}]*$/u,
  ...(
    'Latin Cyrillic Greek Arabic Hebrew Armenian Georgian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada ' +
    'Malayalam Sinhala Thai Lao Myanmar Khmer Tibetan Ethiopic Mongolian Thaana'
  )
    .split(' ')
    .map((script) => new RegExp(`^\\p{sc=${script}}*$`, 'u')),
]
