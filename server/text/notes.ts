import type { MarkdownIt, StateCore, Token } from 'markdown-it'

/** A letter's citation, `[1]` with `[1]: https://…` below, is a link to Markdown. Readers of paper need the address. */
export const citation = /^(?:\d{1,3}|\p{L}|[*†‡]{1,3})$/u

interface NoteMeta {
  /** The number, from 0. */
  id: number
  /** How many references to the note come before this one. */
  subId: number
}

/** Faults of notes and links that no reader would see. */
export interface Lost {
  /** Names of notes that no reference names, also because another note has the same name. */
  notes: string[]
  /** Names in references to notes that do not exist. */
  references: string[]
  /** Names of addresses, `[1]: https://…`, that no text refers to. */
  addresses: string[]
  /** Links that stay as they were typed, because their addresses are not whole. */
  links: string[]
}

interface NoteEnv {
  footnotes?: { refs?: Record<string, number> }
  references?: Record<string, { href: string; title?: string }>
  labels?: string[]
  missing?: { notes: string[]; links: string[] }
  lost?: Lost
}

/**
 * Numbers the notes in the order in which readers meet them: those of the text first, then those that only notes refer to. Every
 * form of the letter takes the numbers from here, so that they agree. A note that the text does not lead to is left out.
 */
export function numberNotes(markdown: MarkdownIt): void {
  markdown.core.ruler.after('block', 'note-labels', (state) => {
    const labels = state.tokens.filter(({ type }) => type === 'footnote_reference_open')
    envOf(state).labels = labels.map(({ meta }) => String(meta?.['label']))
  })
  // Before other rules touch the text. An escaped `\[^1]` is no reference, and its bracket is a token of another type.
  markdown.core.ruler.after('inline', 'missing-notes', (state) => {
    const texts = state.tokens.flatMap(({ children }) => children?.filter(({ type }) => type === 'text') ?? [])
    const all = (pattern: RegExp) => [
      ...new Set(texts.flatMap(({ content }) => [...content.matchAll(pattern)].map(([, part = '']) => part))),
    ]
    envOf(state).missing = { notes: all(/\[\^([^\]\s]+)\]/g), links: all(/(\[[^[\]]{1,200}\]\([^\s()]{1,200}\))/g) }
  })
  markdown.core.ruler.push('number-notes', (state) => {
    const numbering = new Numbering(state)
    state.tokens = numbering.numbered()
    envOf(state).lost = numbering.lost()
  })
}

/** @returns what the last parsing with this environment lost */
export function lostIn(env: object): Lost {
  return (env as NoteEnv).lost ?? { notes: [], references: [], addresses: [], links: [] }
}

function envOf({ env }: StateCore): NoteEnv {
  return env
}

interface Note {
  tokens: Token[]
  label: string | undefined
  references: number
}

class Numbering {
  readonly #state: StateCore
  readonly #text: Token[]
  /** Notes as the plugin found them. */
  readonly #found = new Map<unknown, Note>()
  /** Notes by number. */
  readonly #numbered: Note[] = []
  readonly #numbers = new Map<unknown, number>()

  constructor(state: StateCore) {
    this.#state = state
    const end = state.tokens.findIndex(({ type }) => type === 'footnote_block_open')
    this.#text = end === -1 ? state.tokens : state.tokens.slice(0, end)
    if (end !== -1) this.#collect(state.tokens.slice(end))
  }

  #collect(tokens: readonly Token[]): void {
    let current: Note = { tokens: [], label: undefined, references: 0 }
    for (const token of tokens) {
      if (token.type === 'footnote_open') {
        current = { tokens: [], label: token.meta?.['label'] as string | undefined, references: 0 }
        this.#found.set(token.meta?.['id'], current)
      } else if (!/^footnote_(?:anchor|close|block_close)$/.test(token.type)) current.tokens.push(token)
    }
  }

  numbered(): Token[] {
    this.#number(this.#text)
    // Grows while the notes are read.
    for (const note of this.#numbered) this.#number(note.tokens)
    if (this.#numbered.length === 0) return this.#text
    return [
      ...this.#text,
      this.#token('footnote_block_open', 1),
      ...this.#numbered.flatMap((note, id) => this.#noteOf(note, id)),
      this.#token('footnote_block_close', -1),
    ]
  }

  #number(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (token.type !== 'inline' || !token.children) continue
      token.children = outsideLinks(this.#withCitations(token.children))
      for (const child of token.children) if (child.type === 'footnote_ref') this.#refer(child)
    }
  }

  #refer(reference: Token): void {
    const key = reference.meta?.['id']
    const note = this.#found.get(key)
    if (!note) return
    const id = this.#numbers.get(key) ?? this.#numbered.push(note) - 1
    this.#numbers.set(key, id)
    reference.meta = { id, subId: note.references++ } satisfies NoteMeta
  }

  #withCitations(tokens: readonly Token[]): Token[] {
    return tokens.flatMap((token, at): Token[] => {
      const key = this.#citedAt(tokens, at) ?? this.#citedAt(tokens, at - 1) ?? this.#citedAt(tokens, at - 2)
      if (key === undefined) return [token]
      if (token.type !== 'link_open') return []
      const reference = this.#token('footnote_ref')
      reference.meta = { id: key }
      return [reference]
    })
  }

  /** @returns the key of the citation that begins here */
  #citedAt(tokens: readonly Token[], at: number): string | undefined {
    const [open, text, close] = [tokens[at], tokens[at + 1], tokens[at + 2]]
    if (open?.type !== 'link_open' || text?.type !== 'text' || close?.type !== 'link_close') return undefined
    if (!citation.test(text.content)) return undefined
    const source = envOf(this.#state).references?.[this.#state.md.utils.normalizeReference(text.content)]
    if (source?.href !== open.attrGet('href')) return undefined
    const key = `source:${source.href}`
    if (!this.#found.has(key)) this.#found.set(key, this.#source(source))
    return key
  }

  /** A note that consists of an address, after its title. */
  #source({ href, title = '' }: { href: string; title?: string }): Note {
    const open = this.#token('link_open', 1, 'a')
    open.attrSet('href', href)
    open.info = 'auto'
    open.attrSet('class', 'bare')
    const inline = this.#token('inline')
    inline.children = [
      ...(title === '' ? [] : [this.#text_(`${title}, `)]),
      open,
      this.#text_(this.#state.md.normalizeLinkText(href).replace(/^mailto:/, '')),
      this.#token('link_close', -1, 'a'),
    ]
    const tokens = [this.#token('paragraph_open', 1, 'p'), inline, this.#token('paragraph_close', -1, 'p')]
    for (const token of tokens) token.block = true
    return { tokens, label: undefined, references: 0 }
  }

  #noteOf(note: Note, id: number): Token[] {
    const anchors = Array.from({ length: note.references }, (_, subId) => this.#meant('footnote_anchor', { id, subId }))
    const last = note.tokens.at(-1)
    const inside =
      last?.type === 'paragraph_close' ? [...note.tokens.slice(0, -1), ...anchors, last] : [...note.tokens, ...anchors]
    return [this.#meant('footnote_open', { id, subId: 0 }, 1), ...inside, this.#token('footnote_close', -1)]
  }

  lost(): Lost {
    const { labels = [], references = {}, missing } = envOf(this.#state)
    const shown = new Set(this.#numbered.map(({ label }) => label))
    const tokens = [...this.#text, ...this.#numbered.flatMap((note) => note.tokens)].flatMap(
      ({ children }) => children ?? [],
    )
    const addresses = new Set(tokens.map((token) => (token.type === 'link_open' ? token.attrGet('href') : null)))
    return {
      notes: [...new Set(labels.filter((label, at) => !shown.has(label) || labels.indexOf(label) !== at))],
      references: missing?.notes ?? [],
      links: missing?.links ?? [],
      addresses: Object.entries(references).flatMap(([name, { href }]) => (addresses.has(href) ? [] : [name])),
    }
  }

  #text_(content: string): Token {
    const token = this.#token('text')
    token.content = content
    return token
  }

  #meant(type: string, meta: NoteMeta, nesting: -1 | 0 | 1 = 0): Token {
    const token = this.#token(type, nesting)
    token.meta = { ...meta }
    return token
  }

  #token(type: string, nesting: -1 | 0 | 1 = 0, tag = ''): Token {
    return new this.#state.Token(type, tag, nesting)
  }
}

/** Moves references behind the link that they are in, because a link cannot be inside a link. */
export function outsideLinks(tokens: readonly Token[]): Token[] {
  let depth = 0
  let waiting: Token[] = []
  return tokens.flatMap((token) => {
    if (token.type === 'link_open') depth++
    if (token.type === 'link_close') depth--
    if (token.type === 'footnote_ref' && depth > 0) {
      waiting.push(token)
      return []
    }
    if (depth > 0 || waiting.length === 0) return [token]
    const moved = waiting
    waiting = []
    return [token, ...moved]
  })
}
