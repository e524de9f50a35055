import type { Node } from 'prosemirror-model'
import { letterSchema, nodes } from '../document/schema.ts'
import { fromMarkdown } from '../document/from-markdown.ts'
import { withLineEnds } from '../typed-text.ts'
import { linesToDocument } from './lines-to-document.ts'
import { mostPasted, type Line, type Pasted } from './pasted.ts'
import { cleanCharacters } from './read-html.ts'

/** Signs that somebody wrote Markdown, and not only prose with a star. */
const markdown = [
  /^#{1,6} \S/m,
  /^(?:```|~~~)/m,
  /\]\((?:https?:|mailto:)/,
  /\[\^[^\]\s]+\]/,
  /(?:^|[^\p{L}\p{N}*])\*\*\S[^*\n]*\S\*\*/mu,
  /^\[[^\]\n]+\]: \S/m,
]

/** A line that is shorter than this part of the longest ends its paragraph. */
const shortLine = 0.7
/** Programs that break lines break them here at the latest. A longer line is a whole paragraph. */
const longestBroken = 130

/**
 * Turns pasted plain text into a document: Markdown, the text of a PDF or of a mail, or a text that somebody typed elsewhere. Joins the
 * lines of a paragraph, and makes lists of lines with signs.
 * @param options `inMarkdown`: bold words, links and the like in the lines are Markdown, because somebody pasted into a text field for it
 * @returns null if it holds more than a letter
 */
export function cleanText(text: string, { inMarkdown = false } = {}): Pasted | null {
  if (text.length > mostPasted.characters) return null
  const whole = withLineEnds(text.replace(/\f/g, '\n\n')).normalize('NFC')
  const document = isMarkdown(whole) ? fromMarkdown(whole) : linesToDocument(linesOf(whole, inMarkdown))
  return { document, leftOut: new Set() }
}

export function isMarkdown(text: string): boolean {
  return markdown.some((sign) => sign.test(text))
}

function linesOf(text: string, inMarkdown: boolean): Line[] {
  const lines = text.split('\n').map((line) => cleanCharacters(line.replace(/\t/g, ' ')).trimEnd())
  const typed = lines.filter((line) => !isPageNumber(line))
  const longest = Math.max(0, ...typed.map(({ length }) => length))
  const result: Line[] = []
  let open: string[] = []
  let quotes = 0
  const read = (node: Node) => (inMarkdown && node.isText ? inlinesOf(node) : [node])
  const close = () => {
    if (open.length > 0)
      result.push({ quotes, content: contentOf(open, quotes === 0 ? longest : 0, text).flatMap(read) })
    open = []
  }
  for (const line of typed) {
    const [, signs = '', words = ''] = /^((?:> ?)*)(.*)$/.exec(line) ?? []
    const depth = signs.replace(/ /g, '').length
    if (words.trim() === '' || depth !== quotes || startsItem(words)) close()
    quotes = depth
    if (words.trim() === '') continue
    open.push(words.trim())
    if (longest > longestBroken ? words.length > longestBroken : endsParagraph(words, longest)) close()
  }
  close()
  return result
}

function startsItem(line: string): boolean {
  return /^\s*(?:[•·▪◦‣●○■□–—*»➢✓→-]|\(?\d{1,3}[.)])\s/u.test(line) || /^\s*\[\d{1,3}\]\s/.test(line)
}

function endsParagraph(line: string, longest: number): boolean {
  return longest > 50 && line.length < longest * shortLine && /[.!?:;…。！？：]["'”’»)\]]*$/u.test(line)
}

function isPageNumber(line: string): boolean {
  return /^\s*(?:(?:page|seite|página|pagina|p\.)\s+\d{1,3}(?:\s*(?:of|von|de|di|sur|\/)\s*\d{1,3})?|\d{1,3}\s*\/\s*\d{1,3}|[-–]\s\d{1,3}\s[-–])\s*$/iu.test(
    line,
  )
}

/** Lines that are all short stand for themselves, such as an address. Others are one paragraph. */
function contentOf(lines: readonly string[], longest: number, text: string): Node[] {
  const apart =
    lines.length > 1 &&
    !startsItem(lines[0] ?? '') &&
    lines.every(({ length }) => length < Math.min(50, longest * shortLine))
  if (apart)
    return lines.flatMap((line, at) => [...(at > 0 ? [nodes.hard_break.create()] : []), letterSchema.text(line)])
  return [letterSchema.text(lines.reduce((whole, line) => joined(whole, line, text)))]
}

/** A text as Markdown, if it is no more than a line. */
function inlinesOf(text: Node): readonly Node[] {
  const { children } = fromMarkdown(text.text ?? '')
  return children.length === 1 && children[0]?.type === nodes.paragraph ? children[0].children : [text]
}

const east = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]/u

/** Joins two lines. A hyphen at the end stays if the text has the word with it elsewhere. */
function joined(before: string, after: string, text: string): string {
  const [, start, end] = [
    /(\p{L}+)-$/u.exec(before)?.[0],
    /(\p{L}+)-$/u.exec(before)?.[1],
    /^\p{Ll}+/u.exec(after)?.[0],
  ]
  if (start !== undefined && end !== undefined)
    return (text.includes(`${start}-${end}`) ? before : before.slice(0, -1)) + after
  return before + (east.test(before.slice(-1)) && east.test(after.slice(0, 1)) ? '' : ' ') + after
}
