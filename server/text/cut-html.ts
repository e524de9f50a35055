/** A part of a mail. `cut` is true if it is not whole. */
export interface Part {
  html: string
  cut: boolean
}

/** The parts of a letter in a mail: HTML of `letterHtml`, or a list. */
export interface Parts<Of> {
  note: Of
  text: Of
  demands: Of
  sources: Of
}

const blocks = new Set(['p', 'li', 'tr', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'ul', 'ol', 'table', 'hr'])
const empty = new Set(['br', 'hr'])
const piece = /<(\/?)([a-z][a-z0-9]*)[^>]*>|[^<]+/g
const east = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]`
/** A word with the space behind it, or one character of a script without spaces. No entity is divided. */
const word = new RegExp(String.raw`${east}|(?:(?!${east})\S)+\s*|\s+`, 'gu')
const ellipsis = '…'

/**
 * Cuts HTML to a size, and closes the elements that are open there. It ends after a paragraph, an item or a row. If this would lose
 * more than half of the room, because one paragraph is very long, it ends after a word and `…`.
 * @param html with each element closed, and each `<`, `>` and `"` in text and attributes escaped
 * @param most in bytes of UTF-8
 */
export function cutHtml(html: string, most: number): Part {
  if (bytesOf(html) <= most) return { html, cut: false }
  let [bytes, closing] = [0, '']
  let atBlock = { end: 0, bytes: 0, closing: '' }
  let atWord = { end: 0, closing: '' }
  for (const { 0: found, 1: slash, 2: tag, index } of html.matchAll(piece)) {
    const room = most - bytes - closing.length
    if (tag === undefined) {
      const words = wordsWithin(found, room - bytesOf(ellipsis)).trimEnd()
      if (words !== '') atWord = { end: index + words.length, closing: ellipsis + closing }
    } else if (slash === '/') closing = closing.slice(tag.length + '</>'.length)
    else if (!empty.has(tag)) closing = `</${tag}>${closing}`
    bytes += bytesOf(found)
    if (bytes + closing.length > most) break
    if (tag !== undefined && blocks.has(tag) && (slash === '/' || empty.has(tag)))
      atBlock = { end: index + found.length, bytes, closing }
  }
  const at = atBlock.bytes >= most / 2 ? atBlock : atWord
  return { html: html.slice(0, at.end) + at.closing, cut: true }
}

function wordsWithin(text: string, most: number): string {
  if (bytesOf(text) <= most) return text
  let bytes = 0
  for (const { 0: each, index } of text.matchAll(word)) {
    bytes += bytesOf(each)
    if (bytes > most) return text.slice(0, index)
  }
  return text
}

/**
 * Cuts the parts of a letter so that together they fit. Short parts stay whole, and the long ones share the rest. Footnotes go with
 * the text that refers to them.
 * @param most in bytes
 */
export function fitLetter(parts: Parts<string>, most: number): Parts<Part> {
  const { note, text, demands, sources } = parts
  const sizes = { note: bytesOf(note), demands: bytesOf(demands), letter: bytesOf(text) + bytesOf(sources) }
  const shares = shareOut(sizes, most)
  return {
    note: withoutItsDeadLinks(cutHtml(note, shares.note)),
    demands: cutHtml(demands, shares.demands),
    ...fitText(text, sources, shares.letter),
  }
}

/** Finds the longest beginning of a text that fits with its footnotes. A footnote that is very long is cut too. */
function fitText(text: string, sources: string, most: number): Pick<Parts<Part>, 'text' | 'sources'> {
  const upTo = (size: number) => {
    const beginning = cutHtml(text, size)
    const used = cutHtml(beginning.cut ? usedSources(sources, beginning.html) : sources, Math.floor(most / 2))
    return { beginning, used, size: bytesOf(beginning.html) + bytesOf(used.html) }
  }
  if (bytesOf(text) + bytesOf(sources) <= most)
    return { text: { html: text, cut: false }, sources: { html: sources, cut: false } }
  let [least, tooMuch] = [0, most + 1]
  while (tooMuch - least > nearEnough) {
    const middle = Math.floor((least + tooMuch) / 2)
    if (upTo(middle).size <= most) least = middle
    else tooMuch = middle
  }
  const { beginning, used } = upTo(least)
  return {
    text: { ...beginning, html: withoutDeadLinks(beginning.html, used.html) },
    sources: withoutItsDeadLinks(used),
  }
}

/** In bytes: less than a line of text. */
const nearEnough = 50

/** A covering note has its footnotes at its own end, and a footnote may refer to another one. */
function withoutItsDeadLinks({ html, cut }: Part): Part {
  return { html: cut ? withoutDeadLinks(html, html) : html, cut }
}

/** Gives the smallest part what it needs, at most an equal share, and so on with the rest. */
function shareOut<Name extends string>(sizes: Record<Name, number>, most: number): Record<Name, number> {
  const shares = { ...sizes }
  let left = Math.max(0, most)
  const bySize = (Object.keys(sizes) as Name[]).sort((one, other) => sizes[one] - sizes[other])
  for (const [at, name] of bySize.entries()) {
    shares[name] = Math.min(sizes[name], Math.floor(left / (bySize.length - at)))
    left -= shares[name]
  }
  return shares
}

/** Footnotes are numbered in the order of the text, so the first ones are those that a beginning of the text uses. */
function usedSources(sources: string, text: string): string {
  const [head = '', ...notes] = sources.split(/(?=<li [^>]*\bid="fn)/)
  const cited = new Set([...text.matchAll(/\bhref="#([^"]*)"/g)].map(([, id]) => id))
  const unused = notes.findIndex((note) => !cited.has(/\bid="([^"]*)"/.exec(note)?.[1]))
  if (unused === -1) return sources
  return unused === 0 ? '' : cutHtml(sources, bytesOf(head + notes.slice(0, unused).join('')) + closingBytes).html
}

/** Of the list of footnotes, and of the element around it. */
const closingBytes = bytesOf('</ol></section>')

/** Makes plain numbers of links to footnotes that are not in the mail. */
function withoutDeadLinks(html: string, notes: string): string {
  return html.replace(/<a (?=[^>]*\bhref="#([^"]*)")[^>]*>([^<]*)<\/a>/g, (link, id: string, number: string) =>
    notes.includes(`id="${id}"`) ? link : number,
  )
}

export function eachOf<From, To>({ note, text, demands, sources }: Parts<From>, to: (part: From) => To): Parts<To> {
  return { note: to(note), text: to(text), demands: to(demands), sources: to(sources) }
}

export function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}
