import { markdownTokens, plainParagraphs, type MarkdownToken as Token } from './markdown.ts'

export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis' | 'strike'; content: Inline[] }
  /** `bare`: the text is the address. Otherwise `mark` numbers the addresses of the text, from 1. Those in notes have none. */
  | { kind: 'link'; address: string; bare: boolean; mark: number | null; first: boolean; content: Inline[] }
  /**
   * A reference to a note. The first reference in the text brings the note and the notes that it leads to; `brings` has their
   * numbers.
   */
  | { kind: 'note'; number: number; brings: number[] }
  | { kind: 'break' }

export interface Cell {
  heading: boolean
  /** True if notes or addresses stand below the table for it. */
  noted: boolean
  content: Inline[]
}

export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'heading'; level: number; content: Inline[] }
  | { kind: 'list'; start: number | null; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; rows: Cell[][] }
  | { kind: 'rule' }

export interface MarkdownTree {
  blocks: Block[]
  /** The first has the number 1. */
  notes: Block[][]
}

/** The page sets a letter's headings below its title, which is level 1. */
const headingsLowered = 1

const inlineContainers = { strong: 'strong', em: 'emphasis', s: 'strike' } as const

/**
 * Reads Markdown, as the letter's page does, into a tree of plain data. The template sets the tree, so that no text is
 * ever taken for its syntax.
 * @param language of the text, for its quotation marks and dashes
 */
export function parseMarkdown(text: string, language: string): MarkdownTree {
  const tokens = markdownTokens(text, language)
  return tokens ? new Reader(tokens).read() : { blocks: plainParagraphs(text).map(plainParagraph), notes: [] }
}

function plainParagraph(lines: readonly string[]): Block {
  const content = lines.flatMap((text): Inline[] => [{ kind: 'break' }, { kind: 'text', text }])
  return { kind: 'paragraph', content: content.slice(1) }
}

class Reader {
  readonly #tokens: Token[]
  readonly #notes: Token[][] = []
  /** For each note of the text, by its number, the others that it leads to and that the text does not. */
  readonly #brings: number[][] = [[]]
  readonly #marks = new Map<string, number>()
  #insideNote = false

  constructor(tokens: Token[]) {
    const end = tokens.findIndex((token) => token.type === 'footnote_block_open')
    this.#tokens = end === -1 ? tokens : tokens.slice(0, end)
    if (end !== -1) this.#collectNotes(tokens.slice(end))
  }

  read(): MarkdownTree {
    this.#insideNote = true
    const notes = this.#notes.map((note) => this.#blocks(note))
    this.#insideNote = false
    return { blocks: this.#blocks(this.#tokens), notes }
  }

  #collectNotes(tokens: Token[]): void {
    for (const token of tokens) {
      if (token.type === 'footnote_open') this.#notes.push([])
      else this.#notes.at(-1)?.push(token)
    }
    const broughtBy = new Map<number, number>()
    this.#brings.push(...this.#notes.map(() => []))
    for (const [index, note] of this.#notes.entries()) {
      for (const inner of note.flatMap(({ children }) => children ?? []))
        if (isFirst(inner)) {
          const root = broughtBy.get(index + 1) ?? index + 1
          broughtBy.set(noteOf(inner), root)
          this.#brings[root]?.push(noteOf(inner))
        }
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

  #rows(tokens: Token[]): Cell[][] {
    const rows: Cell[][] = []
    for (const [at, token] of tokens.entries()) {
      if (token.type === 'tr_open') rows.push([])
      if (token.type !== 'th_open' && token.type !== 'td_open') continue
      const cell = tokens.slice(at + 1, closing(tokens, at))
      const noted = cell.some(({ children }) => children?.some(({ type }) => /^(?:footnote_ref|link_open)$/.test(type)))
      rows.at(-1)?.push({ heading: token.type === 'th_open', noted, content: this.#inlineOf(cell) })
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
      case 'link_open':
        return this.#link(token, inner)
      case 'code_inline':
        return { kind: 'code', text: token.content }
      case 'softbreak':
        return { kind: 'text', text: ' ' }
      case 'hardbreak':
        return { kind: 'break' }
      case 'footnote_ref':
        return this.#note(token)
      default:
        return token.content ? { kind: 'text', text: token.content } : null
    }
  }

  #link(token: Token, inner: Token[]): Inline {
    const address = String(token.attrGet('href') ?? '')
    const bare = token.info === 'auto'
    const first = !this.#marks.has(address)
    const mark = bare || this.#insideNote ? null : this.#markOf(address)
    return { kind: 'link', address, bare, mark, first, content: this.#inlines(inner) }
  }

  #note(token: Token): Inline {
    const brings = isFirst(token) && !this.#insideNote ? [noteOf(token), ...(this.#brings[noteOf(token)] ?? [])] : []
    return { kind: 'note', number: noteOf(token), brings }
  }

  #markOf(address: string): number {
    const mark = this.#marks.get(address) ?? this.#marks.size + 1
    this.#marks.set(address, mark)
    return mark
  }
}

/** The number of the note that a token refers to, from 1. */
function noteOf(token: Token): number {
  return Number(token.meta?.['id']) + 1
}

function isFirst({ type, meta }: Token): boolean {
  return type === 'footnote_ref' && meta?.['subId'] === 0
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
