const accented: Record<string, string> = {
  ...{ a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ğ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ' },
  ...{ n: 'ñ', o: 'ó', p: 'þ', q: 'ɋ', r: 'ŕ', s: 'š', t: 'ţ', u: 'ú', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž' },
}
/** Elements and entities. An entity represents one character. */
const markup = /(<[^<>]*>|&[a-z0-9#]+;)/

/**
 * Accents every letter and lengthens the text by 40 %, about as German does to English. Keeps elements unchanged.
 * @param text the literal part of a message, without its variables
 */
export function accent(text: string): string {
  return outsideMarkup(text, (words) => {
    const letters = words.replace(/[a-z]/gi, (letter) => {
      const other = accented[letter.toLowerCase()] ?? letter
      return letter === letter.toLowerCase() ? other : other.toUpperCase()
    })
    const length = (words.match(/[a-z]/gi) ?? []).length
    return length < 2 ? letters : letters.replace(/(\s*)$/, ` ${'~'.repeat(Math.ceil(length * 0.4))}$1`)
  })
}

/** Encloses the text in Unicode's RLE and PDF characters, so that it runs from right to left and its letters stay readable. */
export function mirror(text: string): string {
  return outsideMarkup(text, (words) => (/[a-z]/i.test(words) ? `\u202b${words}\u202c` : words))
}

function outsideMarkup(text: string, change: (words: string) => string): string {
  return text
    .split(markup)
    .map((part) => (markup.test(part) ? part : change(part)))
    .join('')
}
