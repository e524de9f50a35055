import sanitizeHtml from 'sanitize-html'
import { tagsAsLines, withSigns } from '../bounces/mail-parts.ts'

/** In characters. Programs add much around few words. */
const longestHtml = 1_000_000

/**
 * The words of a mail that has no plain text. A quoted mail becomes a line with the sign `>`, as in plain text. Takes linear time: the
 * library gets no tags, because its time grows with the square of their depth, and decodes the names of signs (`&eacute;`).
 */
export function htmlWords(html: string): string {
  const visible = withoutQuotedParts(withoutHiddenParts(html.slice(0, longestHtml)))
  const lines = tagsAsLines(visible.replace(/\r?\n/g, ' '))
  const text = withSigns(sanitizeHtml(lines, { allowedTags: [], allowedAttributes: {} }))
  return text
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const hidden = /<!--|<(style|script|title)\b/gi

/** Removes comments, styles and scripts. */
function withoutHiddenParts(html: string): string {
  const lower = html.toLowerCase()
  const kept: string[] = []
  let from = 0
  for (const { 0: begin, 1: name, index } of html.matchAll(hidden)) {
    if (index < from) continue
    kept.push(html.slice(from, index))
    const ends = name === undefined ? '-->' : `</${name.toLowerCase()}`
    const end = lower.indexOf(ends, index + begin.length)
    if (end < 0) return kept.join('')
    const close = name === undefined ? end + ends.length - 1 : lower.indexOf('>', end)
    if (close < 0) return kept.join('')
    from = close + 1
  }
  return [...kept, html.slice(from)].join('')
}

const nesting = /<(\/?)(blockquote|div)\b([^<>]*)>/gi
/** From these parts on, Outlook shows the mail that it answers, to the end. */
const restIsQuoted = /\bid\s*=\s*["']?(?:x_)*(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|mail-editor-reference)/i
const isQuoted =
  /\b(?:class|id)\s*=\s*["']?[^"'<>]{0,200}\b(?:gmail_quote|gmail_extra|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|ms-outlook-mobile-reference-message)/i
/** In characters, of the attributes that are looked at. */
const longestAttributes = 1000

/** Replaces the parts of HTML that quote another mail. Takes linear time. */
function withoutQuotedParts(html: string): string {
  const kept: string[] = []
  let from = 0
  /** How many elements inside of a quote are open. 0 outside. */
  let open = 0
  for (const { 0: tag, 1: slash, 2: name = '', 3: all = '', index } of html.matchAll(nesting)) {
    if (open > 0) {
      open += slash === '/' ? -1 : 1
      if (open === 0) from = index + tag.length
      continue
    }
    if (slash === '/') continue
    const attributes = all.slice(0, longestAttributes)
    const rest = restIsQuoted.test(attributes)
    if (!rest && name.toLowerCase() !== 'blockquote' && !isQuoted.test(attributes)) continue
    kept.push(html.slice(from, index), '<p>&gt; </p>')
    if (rest) return kept.join('')
    open = 1
  }
  if (open === 0) kept.push(html.slice(from))
  return kept.join('')
}
