import MarkdownIt from 'markdown-it'
import footnote from 'markdown-it-footnote'
import { faultInTyped, quoted } from './typed-rules.ts'

/** Bounds of a text that is read as Markdown, on top of those of every text. */
const typed = {
  /** Quotes and lists within each other, and emphasis within emphasis. */
  nesting: 6,
  /** Characters of a link's address once it is encoded, as it reaches the mail and the PDF. */
  link: 2000,
  /** References to footnotes: the time to read them grows with the square of their number. */
  footnotes: 500,
  /** Paragraphs, headings, items and cells: a letter of 50,000 characters has some hundreds. */
  pieces: 3000,
}
/**
 * Beyond these a text is shown as plain lines. A covering note may hold a demand below a list, each nested as deep as may be typed. Typst
 * fails from 16 quotes on.
 */
const shown = { nesting: 14, footnotes: 1000 }

export type MarkdownToken = ReturnType<typeof markdownParser.parse>[number]

export const markdownParser = new MarkdownIt({ html: false, linkify: false, typographer: true }).use(footnote)
// Pictures would have to come from somewhere, and whoever serves them would learn who reads.
markdownParser.disable('image')
// A source's number stands as a small figure at its word, and never begins a line: U+2060 joins the two.
markdownParser.renderer.rules['footnote_caption'] = (tokens, index) => {
  const meta = tokens[index]?.meta as { id: number; subId: number }
  return meta.subId > 0 ? `${String(meta.id + 1)}:${String(meta.subId)}` : String(meta.id + 1)
}
const reference = markdownParser.renderer.rules['footnote_ref']
if (reference) markdownParser.renderer.rules['footnote_ref'] = (...of) => `\u2060${reference(...of)}`
// Headings inside a letter stand below its title, however its author numbered them, and none is left out on the way down.
markdownParser.core.ruler.push('lower-headings', (state) => {
  const openings = state.tokens.filter(({ type }) => type === 'heading_open')
  const top = Math.min(...openings.map(({ tag }) => Number(tag[1])))
  let above = 1
  for (const token of state.tokens) {
    if (token.type === 'heading_open') above = Math.min(6, above + 1, Number(token.tag[1]) - top + 2)
    if (/^heading_/.test(token.type)) token.tag = `h${String(above)}`
  }
})

/** Why a text of Markdown is not taken, in a sentence that says where and what to do; null where it is. `what` names it: “The letter”. */
export function faultInMarkdown(text: string, what: string): string | null {
  return faultInTyped(text, what, 'many') ?? faultInReading(text, what)
}

/** The same of a text whose characters are within bounds. */
export function faultInReading(text: string, what: string): string | null {
  if (footnotesIn(text) > typed.footnotes)
    return `${what} refers to footnotes more than ${String(typed.footnotes)} times. Take some out.`
  const tokens = markdownParser.parse(text, {})
  const deep = tokens[deepIn(tokens, typed.nesting)]
  if (deep)
    return `${what} has quotes, lists or emphasis more than ${String(typed.nesting)} deep${near(text, deep)}. Take some levels out.`
  if (tokens.filter(isPiece).length > typed.pieces)
    return `${what} has more than 3,000 paragraphs, headings, list items and table cells. Join some.`
  const [long] = linksIn(tokens).filter((href) => href.length > typed.link)
  if (long === undefined) return null
  return `${what} has a link of more than 2,000 characters: “${quoted(long.slice(0, 40))}…”. Use a shorter one.`
}

/** The text's tokens; null where it goes beyond what is shown as Markdown. */
export function markdownTokens(text: string, env: Record<string, unknown> = {}): MarkdownToken[] | null {
  if (footnotesIn(text) > shown.footnotes) return null
  const tokens = markdownParser.parse(text, env)
  return deepIn(tokens, shown.nesting) === -1 ? tokens : null
}

/** The same text as paragraphs of lines. */
export function plainParagraphs(text: string): string[][] {
  return text.split(/\n{2,}/).map((paragraph) => paragraph.split('\n'))
}

function footnotesIn(text: string): number {
  return text.match(/\[\^|\^\[/g)?.length ?? 0
}

/** What stands for itself: a paragraph, a heading, an item, a cell, code, a rule. */
function isPiece({ type }: MarkdownToken): boolean {
  return type === 'inline' || type === 'fence' || type === 'code_block' || type === 'hr'
}

const containers = /^(?:blockquote|bullet_list|ordered_list|em|strong|s|link)_(open|close)$/

/** The index of the first token that is nested deeper than this, or that holds words which are; -1 where there is none. */
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

function near(text: string, { map }: MarkdownToken): string {
  const words = quoted(
    (map
      ? text
          .split('\n')
          .slice(...map)
          .join(' ')
      : text
    ).replace(/[>*_~\-\s]+/g, ' '),
  )
  return words === '' ? '' : ` at “${words}”`
}
