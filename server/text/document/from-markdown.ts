import { Fragment, type Node } from 'prosemirror-model'
import { editingParser, editingTokens, shownAddress, type MarkdownToken as Token } from '../parser.ts'
import { citation, outsideLinks } from '../notes.ts'
import { readInlines } from './read-inlines.ts'
import { letterSchema, marks, nodes, numberedLabels } from './schema.ts'
import { keepsReading, toMarkdown, withoutExact } from './to-markdown.ts'

/**
 * Makes the editor's document of a letter's Markdown. Nothing is lost: a block that the schema lacks (a table, code, a rule, struck
 * words) stays as it was typed, in a node `kept`. `toMarkdown` of the result reads the same.
 */
export function fromMarkdown(text: string): Node {
  const document = read(text)
  if (!document) return wholeKept(text)
  const again = read(toMarkdown(document), true)
  return again && withoutExact(again).eq(withoutExact(document)) ? document : wholeKept(text)
}

/** Makes a document of plain text that may be no Markdown at all. */
function wholeKept(text: string): Node {
  return nodes.doc.create(null, text.trim() === '' ? nodes.paragraph.create() : keptOf(text))
}

/** @param written true if `toMarkdown` wrote the text, so that no line needs to be tried */
function read(text: string, written = false): Node | null {
  const env: Env = {}
  const tokens = editingTokens(text, env as Record<string, unknown>)
  return tokens && new Reader(text, tokens, env, written).document()
}

interface Env {
  footnotes?: { refs?: Record<string, number>; list?: { label?: string; tokens?: Token[] }[] }
  references?: Record<string, { href: string; title?: string }>
}

/** From the first line, up to the line before the last. */
type Range = readonly [number, number]

/** A block with the lines that it comes from. `node` is null if the schema lacks it. */
interface Read {
  node: Node | null
  range: Range | null
}

class Reader {
  readonly #lines: string[]
  readonly #tokens: readonly Token[]
  readonly #written: boolean
  readonly #env: Env
  /** Labels of notes that have none in the text: citations by address, inline notes by their number. */
  readonly #given = new Map<string, string>()
  readonly #sources = new Map<string, Node>()
  /** Labels of the notes in the text. */
  readonly #labels: ReadonlySet<string>
  /** Labels that look as if they led to a note. A note that gets one of them would answer them. */
  readonly #missing: ReadonlySet<string>

  constructor(text: string, tokens: readonly Token[], env: Env, written: boolean) {
    this.#written = written
    this.#lines = text.split('\n')
    this.#tokens = tokens
    this.#env = env
    this.#missing = new Set([...text.matchAll(/\[\^([^\]\s]+)\]/g)].map(([, label = '']) => label))
    this.#labels = new Set(Object.keys(env.footnotes?.refs ?? {}).map((name) => name.slice(1)))
  }

  document(): Node {
    const blocks: Read[] = []
    const notes: (Read & { label: string })[] = []
    for (const { token, inner } of grouped(this.#tokens)) {
      if (token.type !== 'footnote_reference_open') blocks.push(this.#top(token, inner))
      else {
        const block = this.#blocks(inner)
        const node = block && nodes.source.create({ label: String(token.meta?.['label']) }, block)
        notes.push({ node, range: rangeOf(inner), label: String(token.meta?.['label']) })
      }
    }
    // Readers see the last of two notes with one label. An earlier one stays as it was typed.
    for (const [at, note] of notes.entries()) {
      const last = notes.findLastIndex(({ label }) => label === note.label) === at
      if (note.node && last) this.#sources.set(note.label, note.node)
      else blocks.push({ node: null, range: note.range })
    }
    return this.#assembled(blocks, notes)
  }

  #assembled(blocks: readonly Read[], notes: readonly Read[]): Node {
    const addresses = this.#addressLines(blocks, notes)
    const all = blocks.map(({ node, range }) => ({ node: node ?? this.#kept(range), at: range?.[0] ?? 0 }))
    const someKept = all.some(({ node }) => node?.type === nodes.kept)
    if (someKept || this.#hasUnusedAddress(all.map(({ node }) => node)))
      for (const range of addresses) all.push({ node: this.#kept(range), at: range[0] })
    const content = all.sort((one, other) => one.at - other.at).flatMap(({ node }) => (node ? [node] : []))
    if (content.length === 0) content.push(nodes.paragraph.create())
    const unsorted = nodes.doc.create(null, [...content, ...sourcesNode([...this.#sources.values()])])
    const order = numberedLabels(unsorted)
    const place = (label: string) => (order.includes(label) ? order.indexOf(label) : Infinity)
    const sorted = [...this.#sources].sort(([one], [other]) => Math.sign(place(one) - place(other)) || 0)
    return nodes.doc.create(null, [...content, ...sourcesNode(sorted.map(([, source]) => source))])
  }

  /** Lines that no block comes from: addresses of links, `[name]: https://…`. */
  #addressLines(blocks: readonly Read[], notes: readonly Read[]): Range[] {
    const covered = new Set<number>()
    for (const { range } of [...blocks, ...notes])
      for (let line = range?.[0] ?? 0; line < (range?.[1] ?? 0); line++) covered.add(line)
    return this.#lines.flatMap((line, at): Range[] => (covered.has(at) || line.trim() === '' ? [] : [[at, at + 1]]))
  }

  #hasUnusedAddress(content: readonly (Node | null)[]): boolean {
    const used = new Set<unknown>()
    for (const node of [...content, ...this.#sources.values()])
      node?.descendants((inner) => {
        for (const mark of inner.marks) used.add(mark.attrs['href'])
      })
    return Object.values(this.#env.references ?? {}).some(({ href }) => !used.has(href))
  }

  #kept(range: Range | null): Node | null {
    const text = range ? this.#lines.slice(...range).join('\n') : ''
    return text.trim() === '' ? null : keptOf(text.replace(/^\n+|\s+$/g, ''))
  }

  #top(token: Token, inner: readonly Token[]): Read {
    const range = token.map ? ([token.map[0], token.map[1]] as const) : null
    if (token.type === 'hr')
      return { node: keptOf(/^[*_-]/.test(token.markup) ? token.markup.slice(0, 3) : '---'), range }
    const node = this.#block(token, inner)
    return { node: node && (this.#written || keepsReading(node, this.#labels)) ? node : null, range }
  }

  #blocks(tokens: readonly Token[]): Node[] | null {
    const blocks = grouped(tokens).map(({ token, inner }) => this.#block(token, inner))
    if (blocks.includes(null)) return null
    return blocks.length > 0 ? (blocks as Node[]) : [nodes.paragraph.create()]
  }

  #block(token: Token, inner: readonly Token[]): Node | null {
    switch (token.type) {
      case 'paragraph_open':
        return this.#line(inner, (content) => nodes.paragraph.create(null, content))
      case 'heading_open':
        return this.#line(inner, (content) => nodes.heading.create({ level: Number(token.tag[1]) - 1 }, content))
      case 'blockquote_open': {
        const blocks = this.#blocks(inner)
        return blocks && nodes.quote.create(null, blocks)
      }
      case 'bullet_list_open':
      case 'ordered_list_open': {
        const items = grouped(inner).map((item) => this.#blocks(item.inner))
        if (items.includes(null)) return null
        const type = token.type === 'bullet_list_open' ? nodes.bullet_list : nodes.ordered_list
        const attrs = { tight: isTight(inner), start: Number(token.attrGet('start') ?? 1) }
        return type.create(
          attrs,
          (items as Node[][]).map((item) => nodes.list_item.create(null, item)),
        )
      }
      default:
        return null
    }
  }

  #line(tokens: readonly Token[], make: (content: Fragment) => Node): Node | null {
    const content = this.#inlines(tokens.flatMap(({ children }) => children ?? []))
    return content && make(content)
  }

  #inlines(tokens: readonly Token[]): Fragment | null {
    return readInlines(outsideLinks(this.#withCitations(tokens)), (reference) => this.#labelOf(reference))
  }

  #labelOf({ meta }: Token): string {
    const { label, id } = (meta ?? {}) as { label?: string; id?: number }
    if (label !== undefined) return label
    const note = this.#env.footnotes?.list?.[id ?? -1]
    return this.#give(`inline:${id ?? ''}`, () => this.#inlines(note?.tokens ?? []) ?? Fragment.empty)
  }

  #give(key: string, content: () => Fragment): string {
    const given = this.#given.get(key)
    if (given !== undefined) return given
    const taken = new Set([...this.#labels, ...this.#missing, ...this.#given.values()])
    let number = 1
    while (taken.has(String(number))) number++
    const label = String(number)
    this.#given.set(key, label)
    this.#sources.set(label, nodes.source.create({ label }, nodes.paragraph.create(null, content())))
    return label
  }

  /** `[1]` with `[1]: https://…` below is a source, as in notes.ts. */
  #withCitations(tokens: readonly Token[]): Token[] {
    return tokens.flatMap((token, at): Token[] => {
      const label = this.#citedAt(tokens, at) ?? this.#citedAt(tokens, at - 1) ?? this.#citedAt(tokens, at - 2)
      if (label === undefined) return [token]
      if (token.type !== 'link_open') return []
      return [Object.assign(Object.create(token) as Token, { type: 'footnote_ref', nesting: 0, meta: { label } })]
    })
  }

  #citedAt(tokens: readonly Token[], at: number): string | undefined {
    const [open, text, close] = [tokens[at], tokens[at + 1], tokens[at + 2]]
    if (open?.type !== 'link_open' || text?.type !== 'text' || close?.type !== 'link_close') return undefined
    if (!citation.test(text.content)) return undefined
    const source = this.#env.references?.[editingParser.utils.normalizeReference(text.content)]
    if (!source || source.href !== open.attrGet('href')) return undefined
    const { href, title = '' } = source
    const words = title === '' ? [] : [letterSchema.text(`${title}, `)]
    const link = letterSchema.text(shownAddress(href), [marks.link.create({ href })])
    return this.#give(`source:${href}`, () => Fragment.fromArray([...words, link]))
  }
}

function sourcesNode(sources: readonly Node[]): Node[] {
  return sources.length === 0 ? [] : [nodes.sources.create(null, sources)]
}

function keptOf(text: string): Node {
  return nodes.kept.create(null, letterSchema.text(text))
}

/** Groups each opening token with the tokens up to its closing one. */
function grouped(tokens: readonly Token[]): { token: Token; inner: readonly Token[] }[] {
  const groups: { token: Token; inner: readonly Token[] }[] = []
  for (let at = 0; at < tokens.length;) {
    let end = at
    for (let depth = tokens[at]?.nesting ?? 0; depth > 0 && end + 1 < tokens.length;)
      depth += tokens[++end]?.nesting ?? 0
    const token = tokens[at]
    if (token) groups.push({ token, inner: tokens.slice(at + 1, end) })
    at = end + 1
  }
  return groups
}

/** The lines of several blocks. */
function rangeOf(tokens: readonly Token[]): Range | null {
  const maps = tokens.flatMap(({ map }) => (map ? [map] : []))
  return maps.length === 0 ? null : [Math.min(...maps.map(([from]) => from)), Math.max(...maps.map(([, to]) => to))]
}

/** Markdown hides the paragraphs of a list without blank lines. */
function isTight(items: readonly Token[]): boolean {
  const paragraphs = grouped(items).flatMap(({ inner }) =>
    grouped(inner).filter(({ token }) => token.type === 'paragraph_open'),
  )
  return paragraphs.every(({ token }) => token.hidden)
}
