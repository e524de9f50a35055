import { markdownTokens, plainParagraphs, type MarkdownToken as Token } from './markdown.ts'

export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis' | 'strike'; content: Inline[] }
  | { kind: 'link'; address: string; bare: boolean; content: Inline[] }
  | { kind: 'note'; id: string; blocks: Block[] }
  | { kind: 'note-again'; id: string }
  | { kind: 'break' }

export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'heading'; level: number; content: Inline[] }
  | { kind: 'list'; start: number | null; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; rows: { heading: boolean; content: Inline[] }[][] }
  | { kind: 'rule' }

/** The page sets a letter's headings below its title, which is level 1. */
const headingsLowered = 1

const inlineContainers = { strong: 'strong', em: 'emphasis', s: 'strike' } as const

/**
 * Reads Markdown, as the letter's page does, into a tree of plain data. The template sets the tree, so that no text is
 * ever taken for its syntax.
 */
export function parseMarkdown(text: string, notePrefix = 'note'): Block[] {
  const tokens = markdownTokens(text)
  return tokens ? new Reader(tokens, notePrefix).read() : plainParagraphs(text).map(plainParagraph)
}

function plainParagraph(lines: readonly string[]): Block {
  const content = lines.flatMap((text): Inline[] => [{ kind: 'break' }, { kind: 'text', text }])
  return { kind: 'paragraph', content: content.slice(1) }
}

class Reader {
  readonly #tokens: Token[]
  readonly #notePrefix: string
  readonly #notes = new Map<number, Token[]>()
  readonly #shown = new Set<number>()
  #insideNote = false

  constructor(tokens: Token[], notePrefix: string) {
    const end = tokens.findIndex((token) => token.type === 'footnote_block_open')
    this.#tokens = end === -1 ? tokens : tokens.slice(0, end)
    this.#notePrefix = notePrefix
    if (end !== -1) this.#collectNotes(tokens.slice(end))
  }

  read(): Block[] {
    return this.#blocks(this.#tokens)
  }

  #collectNotes(tokens: Token[]): void {
    let current: Token[] = []
    for (const token of tokens) {
      if (token.type === 'footnote_open') this.#notes.set(noteId(token), (current = []))
      else current.push(token)
    }
  }

  #blocks(tokens: Token[]): Block[] {
    return nodesOf(tokens, (token, inner) => this.#block(token, inner))
  }

  #block(token: Token, inner: Token[]): Block | null {
    switch (token.type) {
      case 'paragraph_open':
        return { kind: 'paragraph', content: this.#inlineOf(inner) }
      case 'heading_open':
        return { kind: 'heading', level: Number(token.tag.slice(1)) - headingsLowered, content: this.#inlineOf(inner) }
      case 'bullet_list_open':
        return { kind: 'list', start: null, items: this.#items(inner) }
      case 'ordered_list_open':
        return { kind: 'list', start: Number(token.attrGet('start') ?? 1), items: this.#items(inner) }
      case 'blockquote_open':
        return { kind: 'quote', blocks: this.#blocks(inner) }
      case 'fence':
      case 'code_block':
        return { kind: 'code', text: token.content.replace(/\n$/, '') }
      case 'table_open':
        return { kind: 'table', rows: this.#rows(inner) }
      case 'hr':
        return { kind: 'rule' }
      default:
        return null
    }
  }

  #items(tokens: Token[]): Block[][] {
    const items: Block[][] = []
    for (let at = 0; at < tokens.length;) {
      const end = closing(tokens, at)
      items.push(this.#blocks(tokens.slice(at + 1, end)))
      at = end + 1
    }
    return items
  }

  #rows(tokens: Token[]): { heading: boolean; content: Inline[] }[][] {
    const rows: { heading: boolean; content: Inline[] }[][] = []
    for (const [at, token] of tokens.entries()) {
      if (token.type === 'tr_open') rows.push([])
      if (token.type !== 'th_open' && token.type !== 'td_open') continue
      const cell = tokens.slice(at + 1, closing(tokens, at))
      rows.at(-1)?.push({ heading: token.type === 'th_open', content: this.#inlineOf(cell) })
    }
    return rows
  }

  #inlineOf(tokens: Token[]): Inline[] {
    return tokens.flatMap((token) => (token.type === 'inline' ? this.#inlines(token.children ?? []) : []))
  }

  #inlines(tokens: Token[]): Inline[] {
    return nodesOf(tokens, (token, inner) => this.#inline(token, inner))
  }

  #inline(token: Token, inner: Token[]): Inline | null {
    switch (token.type) {
      case 'strong_open':
      case 'em_open':
      case 's_open':
        return { kind: inlineContainers[token.tag as keyof typeof inlineContainers], content: this.#inlines(inner) }
      case 'link_open': {
        const address = String(token.attrGet('href') ?? '')
        const bare = token.info === 'auto' || inner.map((part) => part.content).join('') === address
        return { kind: 'link', address, bare, content: this.#inlines(inner) }
      }
      case 'code_inline':
        return { kind: 'code', text: token.content }
      case 'softbreak':
        return { kind: 'text', text: ' ' }
      case 'hardbreak':
        return { kind: 'break' }
      case 'footnote_ref':
        return this.#note(noteId(token))
      default:
        return token.content ? { kind: 'text', text: token.content } : null
    }
  }

  #note(number: number): Inline | null {
    if (this.#insideNote) return null
    const id = `${this.#notePrefix}-${String(number)}`
    if (this.#shown.has(number)) return { kind: 'note-again', id }
    this.#shown.add(number)
    this.#insideNote = true
    const blocks = this.#blocks(this.#notes.get(number) ?? [])
    this.#insideNote = false
    return { kind: 'note', id, blocks }
  }
}

function noteId(token: Token): number {
  return (token.meta as { id: number }).id
}

/** Makes a node of each token, or of each opening token with the tokens up to its closing one. Leaves out those that are null. */
function nodesOf<Node>(tokens: Token[], nodeOf: (token: Token, inner: Token[]) => Node | null): Node[] {
  const nodes: Node[] = []
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]
    if (!token) break
    const end = token.nesting === 1 ? closing(tokens, at) : at
    const node = nodeOf(token, tokens.slice(at + 1, end))
    if (node) nodes.push(node)
    at = end + 1
  }
  return nodes
}

function closing(tokens: Token[], from: number): number {
  let depth = 0
  for (let at = from; at < tokens.length; at++) {
    depth += tokens[at]?.nesting ?? 0
    if (depth === 0) return at
  }
  return tokens.length
}
