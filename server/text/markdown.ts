import MarkdownIt from 'markdown-it'
import footnote from 'markdown-it-footnote'
import { say, type Sentence } from '../refusal.ts'
import { faultInTyped, quoted } from './typed-text.ts'

/** Bounds of Markdown, in addition to those of every text. */
const typed = {
  /** Levels of nested quotes, lists and emphasis. */
  nesting: 6,
  /** Characters of a link's address once it is encoded, as it reaches the mail and the PDF. */
  link: 2000,
  /** References to footnotes, because parsing them takes quadratic time. */
  footnotes: 500,
  /** Paragraphs, headings, items and cells: a letter of 50,000 characters has some hundreds. */
  pieces: 3000,
}
/**
 * A text beyond these bounds is shown as plain lines. They are wider than those for typing, because a covering note may contain a
 * nested demand below a nested list. Typst fails from 16 quotes on.
 */
const shown = { nesting: 14, footnotes: 1000 }

export type MarkdownToken = ReturnType<typeof markdownParser.parse>[number]

export const markdownParser = new MarkdownIt({ html: false, linkify: false, typographer: true }).use(footnote)
// No images, because the server that provides them would learn who reads the letter.
markdownParser.disable('image')
// U+2060 joins a footnote's number to its word, so that the number never begins a line.
markdownParser.renderer.rules['footnote_caption'] = (tokens, index) => {
  const meta = tokens[index]?.meta as { id: number; subId: number }
  return meta.subId > 0 ? `${String(meta.id + 1)}:${String(meta.subId)}` : String(meta.id + 1)
}
const reference = markdownParser.renderer.rules['footnote_ref']
if (reference) markdownParser.renderer.rules['footnote_ref'] = (...of) => `\u2060${reference(...of)}`
// Moves headings below the letter's title and closes gaps between levels, because accessibility needs an unbroken outline.
markdownParser.core.ruler.push('lower-headings', (state) => {
  const openings = state.tokens.filter(({ type }) => type === 'heading_open')
  const top = Math.min(...openings.map(({ tag }) => Number(tag[1])))
  let above = 1
  for (const token of state.tokens) {
    if (token.type === 'heading_open') above = Math.min(6, above + 1, Number(token.tag[1]) - top + 2)
    if (/^heading_/.test(token.type)) token.tag = `h${String(above)}`
  }
})

/**
 * @returns why the Markdown is refused, where, and what to do; null if it is accepted
 */
export function faultInMarkdown(text: string): Sentence | null {
  return faultInTyped(text, 'many') ?? faultInReading(text)
}

/** As `faultInMarkdown`, for a text whose characters were checked already. */
export function faultInReading(text: string): Sentence | null {
  if (footnotesIn(text) > typed.footnotes) return say('text-footnotes', { most: typed.footnotes })
  const tokens = markdownParser.parse(text, {})
  const deep = tokens[deepIn(tokens, typed.nesting)]
  if (deep) return nestingFault(text, deep)
  if (tokens.filter(isPiece).length > typed.pieces) return say('text-pieces', { most: typed.pieces })
  const [long] = linksIn(tokens).filter((href) => href.length > typed.link)
  if (long === undefined) return null
  return say('text-long-link', { most: typed.link, start: quoted(long.slice(0, 40)) })
}

/** @returns null if the text exceeds the bounds within which it is shown as Markdown */
export function markdownTokens(text: string, env: Record<string, unknown> = {}): MarkdownToken[] | null {
  if (footnotesIn(text) > shown.footnotes) return null
  const tokens = markdownParser.parse(text, env)
  return deepIn(tokens, shown.nesting) === -1 ? tokens : null
}

/** Splits a text into paragraphs of lines. */
export function plainParagraphs(text: string): string[][] {
  return text.split(/\n{2,}/).map((paragraph) => paragraph.split('\n'))
}

function footnotesIn(text: string): number {
  return text.match(/\[\^|\^\[/g)?.length ?? 0
}

/** Returns true if a token is a paragraph, a heading, an item, a cell, a code block or a rule. */
function isPiece({ type }: MarkdownToken): boolean {
  return type === 'inline' || type === 'fence' || type === 'code_block' || type === 'hr'
}

const containers = /^(?:blockquote|bullet_list|ordered_list|em|strong|s|link)_(open|close)$/

/** @returns the index of the first token that is nested deeper than `most` or contains such a token; -1 if there is none */
function deepIn(tokens: readonly MarkdownToken[], most: number): number {
  let depth = 0
  return tokens.findIndex((token) => {
    depth += stepOf(token)
    return depth > most || deepIn(token.children ?? [], most) !== -1
  })
}

function stepOf({ type }: MarkdownToken): number {
  const step = containers.exec(type)?.[1]
  return step === undefined ? 0 : step === 'open' ? 1 : -1
}

function linksIn(tokens: readonly MarkdownToken[]): string[] {
  return tokens.flatMap((token) => [
    ...(token.type === 'link_open' ? [String(token.attrGet('href') ?? '')] : []),
    ...linksIn(token.children ?? []),
  ])
}

function nestingFault(text: string, { map }: MarkdownToken): Sentence {
  const most = typed.nesting
  const start = quoted(
    (map
      ? text
          .split('\n')
          .slice(...map)
          .join(' ')
      : text
    ).replace(/[>*_~\-\s]+/g, ' '),
  )
  return start === '' ? say('text-nesting', { most }) : say('text-nesting-at', { most, start })
}
