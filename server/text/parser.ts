import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import footnote from 'markdown-it-footnote'

/**
 * Makes a parser of letters' Markdown. The editor bundles this module for browsers, so it has none of the rules that only readers need
 * (typography, numbers of notes), and no regular expression with a look-behind, which Safari knows since 16.4.
 * @param first rules for the text, before those of every letter
 */
export function newParser(first: (parser: Parser) => void): Parser {
  const parser = new MarkdownIt({ html: false, linkify: false }).use(cjkFriendly).use(footnote).use(first)
  // No images, because the server that provides them would learn who reads the letter. No code by indentation, because people begin
  // paragraphs with a tab.
  parser.disable(['image', 'code'])
  // Other addresses lead nowhere from a mail or from paper, so their Markdown stays as it was typed, and everybody can see them.
  parser.validateLink = (address) => /^(?:https?:\/\/|mailto:)./i.test(address)
  return parser.use(underlinedTitles).use(joinedLines).use(bareLinks)
}

/** For the editor. Footnotes stay where they stand, and escaped quotation marks and hyphens are tokens of the type `exact`. */
export const editingParser = newParser((parser) => parser.use(exactCharacters).disable('footnote_tail')).use(
  loweredHeadings,
)

export type MarkdownToken = ReturnType<typeof editingParser.parse>[number]

/** Typography leaves an escaped character as it is, so an editor must know that it was escaped. */
function exactCharacters(markdown: Parser): void {
  markdown.core.ruler.before('text_join', 'exact-characters', (state) => {
    for (const { children } of state.tokens)
      for (const token of children ?? [])
        if (token.type === 'text_special' && /["'-]/.test(token.content)) token.type = 'exact'
  })
}

/** A line of hyphens below a title makes a heading. Below a greeting it is a signature's mark, or a rule. */
function underlinedTitles(markdown: Parser): void {
  markdown.core.ruler.after('block', 'underlined', (state) => {
    const lines = state.src.split('\n')
    state.tokens = state.tokens.flatMap((token, at, tokens) => {
      const { type, markup } = token
      if (!/^heading_/.test(type) || !/^[-=]$/.test(markup)) return [token]
      const [opening, inline] = type === 'heading_open' ? [token, tokens[at + 1]] : [tokens[at - 2], tokens[at - 1]]
      const line = /[-=]+$/.exec((lines[(opening?.map?.[1] ?? 0) - 1] ?? '').trim())?.[0] ?? ''
      if (!inline || isTitle(inline.content, line)) return [token]
      Object.assign(token, { type: type.replace('heading', 'paragraph'), tag: 'p', markup: '' })
      if (type === 'heading_open') return [token]
      if (line.length < 3 || markup === '=') {
        inline.content += `\\\n${line}`
        return [token]
      }
      const rule = new state.Token('hr', 'hr', 0)
      Object.assign(rule, { block: true, map: token.map, markup: line })
      return [token, rule]
    })
  })
}

function isTitle(text: string, underline: string): boolean {
  return underline.length >= 3 && !/\n|[,;:.…，、；：。]$/u.test(text.trim())
}

/** Chinese and Japanese have no spaces, so a line end between two of their characters is none either. */
const east = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]/u

function joinedLines(markdown: Parser): void {
  markdown.core.ruler.push('joined-lines', (state) => {
    for (const block of state.tokens)
      block.children =
        block.children?.filter((token, at, tokens) => {
          const [before, after] = [tokens[at - 1]?.content ?? '', tokens[at + 1]?.content ?? '']
          return token.type !== 'softbreak' || !east.test(before.slice(-1)) || !east.test(after.slice(0, 1))
        }) ?? null
  })
}

/** Marks the links whose text is their address. A link without a text gets it. */
function bareLinks(markdown: Parser): void {
  markdown.core.ruler.push('bare-links', (state) => {
    for (const { children } of state.tokens) {
      for (let at = 0; children && at < children.length; at++) {
        const link = children[at]
        if (link?.type !== 'link_open') continue
        const end = children.findIndex(({ type }, index) => index > at && type === 'link_close')
        const address = String(link.attrGet('href'))
        const shown = shownAddress(address)
        const inner = children.slice(at + 1, end)
        if (inner.every(({ content }) => content.trim() === '')) {
          const text = new state.Token('text', '', 0)
          text.content = shown
          children.splice(at + 1, inner.length, text)
        } else if (![address, shown].includes(inner.map(({ content }) => content).join(''))) continue
        link.info = 'auto'
        link.attrSet('class', 'bare')
      }
    }
  })
}

/** @returns an address as readers see it: decoded where that is safe, and without `mailto:` */
export function shownAddress(address: string): string {
  return editingParser.normalizeLinkText(address).replace(/^mailto:/, '')
}

/** Moves headings below the letter's title and closes gaps between levels, because accessibility needs an unbroken outline. */
export function loweredHeadings(markdown: Parser): void {
  markdown.core.ruler.push('lower-headings', (state) => {
    const openings = state.tokens.filter(({ type }) => type === 'heading_open')
    const top = Math.min(...openings.map(({ tag }) => Number(tag[1])))
    let above = 1
    for (const token of state.tokens) {
      if (token.type === 'heading_open') above = Math.min(6, above + 1, Number(token.tag[1]) - top + 2)
      if (/^heading_/.test(token.type)) token.tag = `h${String(above)}`
    }
  })
}

/**
 * A text beyond these bounds is shown as plain lines. They are wider than those for typing, because a covering note may contain a
 * nested demand below a nested list. Typst fails from 16 quotes on.
 */
const shown = { nesting: 14, footnotes: 1000, pieces: 6000 }

/** As `tokensWithin`, with the text and its notes as they were typed. */
export function editingTokens(text: string, env: Record<string, unknown>): MarkdownToken[] | null {
  return tokensWithin(text, editingParser, env)
}

/** @returns null if the text exceeds the bounds within which it is shown as Markdown */
export function tokensWithin(text: string, parser: Parser, env: Record<string, unknown>): MarkdownToken[] | null {
  if (footnotesIn(text) > shown.footnotes) return null
  const tokens = parser.parse(text, env)
  if (tokens.filter(isPiece).length > shown.pieces) return null
  return deepIn(tokens, shown.nesting) === -1 ? tokens : null
}

export function footnotesIn(text: string): number {
  return text.match(/\[\^|\^\[/g)?.length ?? 0
}

/** Returns true if a token is a paragraph, a heading, an item, a cell, a code block or a rule. */
export function isPiece({ type }: MarkdownToken): boolean {
  return type === 'inline' || type === 'fence' || type === 'code_block' || type === 'hr'
}

const containers = /^(?:blockquote|bullet_list|ordered_list|em|strong|s|link)_(open|close)$/

/** @returns the index of the first token that is nested deeper than `most` or contains such a token; -1 if there is none */
export function deepIn(tokens: readonly MarkdownToken[], most: number): number {
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
