import { say, type Sentence } from '../refusal.ts'
import { lostIn, numberNotes } from './notes.ts'
import { deepIn, footnotesIn, isPiece, loweredHeadings, newParser, tokensWithin, type MarkdownToken } from './parser.ts'
import { faultInTyped, quoted } from './typed-text.ts'
import { typography } from './typography.ts'

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
export type { MarkdownToken }

export const markdownParser = newParser((parser) => parser.use(typography))
  .use(numberNotes)
  .use(loweredHeadings)

// U+2060 joins a footnote's number to its word, so that the number never begins a line.
markdownParser.renderer.rules['footnote_caption'] = (tokens, index) => String(Number(tokens[index]?.meta?.['id']) + 1)
const reference = markdownParser.renderer.rules['footnote_ref']
if (reference) markdownParser.renderer.rules['footnote_ref'] = (...of) => `\u2060${reference(...of)}`

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

/** The most warnings about one text. Further ones come once these are heeded. */
const mostWarnings = 5

/** @returns what readers will not see, or not as its author means it. The text is accepted all the same. */
export function warningsOnMarkdown(text: string): Sentence[] {
  if (footnotesIn(text) > typed.footnotes) return []
  const env = {}
  markdownParser.parse(text, env)
  const { notes, references, addresses, links } = lostIn(env)
  return [
    ...notes.map((label) => say('text-note-lost', { label: quoted(label) })),
    ...references.map((label) => say('text-note-missing', { label: quoted(label) })),
    ...addresses.map((label) => say('text-address-lost', { label: quoted(label) })),
    ...links.map((link) => say('text-link-broken', { link: quoted(link) })),
  ].slice(0, mostWarnings)
}

/**
 * @param language of the text, for its quotation marks and dashes
 * @returns null if the text exceeds the bounds within which it is shown as Markdown
 */
export function markdownTokens(
  text: string,
  language: string,
  env: Record<string, unknown> = {},
): MarkdownToken[] | null {
  return tokensWithin(text, markdownParser, Object.assign(env, { language }))
}

/** Makes Markdown that shows a text as it is. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&')
}

/** Splits a text into paragraphs of lines. */
export function plainParagraphs(text: string): string[][] {
  return text.split(/\n{2,}/).map((paragraph) => paragraph.split('\n'))
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
