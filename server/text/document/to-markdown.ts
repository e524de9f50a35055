import type { Node } from 'prosemirror-model'
import { editingParser } from '../parser.ts'
import { partsOf, readsLike, written, type Part, type Style } from './line-markdown.ts'
import { readInlines } from './read-inlines.ts'
import { marks, nodes, sourcesOf } from './schema.ts'

/**
 * Writes the editor's document as a letter's Markdown. Total: it writes every document of the schema, also one that Markdown cannot
 * say exactly (see `lineMarkdown`). Empty paragraphs and empty sources are left out.
 */
export function toMarkdown(document: Node): string {
  const sources = sourcesOf(document)
  const writer = new Writer(new Set(sources.keys()))
  const body = document.children.filter(({ type }) => type !== nodes.sources)
  const notes = [...sources].map(([label, source]) => writer.source(label, source)).filter((note) => note !== '')
  return [writer.blocks(body), notes.join('\n')].filter((part) => part !== '').join('\n\n')
}

/** Returns true if Markdown can say a block exactly. */
export function keepsReading(block: Node, labels: ReadonlySet<string>): boolean {
  if (block.isTextblock) return lineMarkdown(block, labels).keeps
  return block.children.every((inner) => keepsReading(inner, labels))
}

/** The same document without the marks `exact`, which readers do not see. */
export function withoutExact(document: Node): Node {
  const inner = document.children.map((child) =>
    child.isText ? child.mark(marks.exact.removeFromSet(child.marks)) : withoutExact(child),
  )
  return document.isText || document.isLeaf ? document : document.type.create(document.attrs, inner, document.marks)
}

class Writer {
  readonly #labels: ReadonlySet<string>

  constructor(labels: ReadonlySet<string>) {
    this.#labels = labels
  }

  blocks(blocks: readonly Node[], between = '\n\n'): string {
    const shown = blocks.filter((block) => block.type !== nodes.paragraph || this.#line(block) !== '')
    let list: Node | undefined
    let alternate = false
    return shown
      .map((block) => {
        // Two lists in a row would be one, if their signs were the same.
        alternate = list?.type === block.type && isList(block) && !alternate
        list = block
        return this.#block(block, alternate)
      })
      .join(between)
  }

  source(label: string, source: Node): string {
    const content = this.blocks(source.children)
    return content === '' ? '' : `[^${label.replace(/[\s[\]\\]+/g, '-') || '-'}]: ${indented(content, 4)}`
  }

  #block(block: Node, alternate: boolean): string {
    switch (block.type) {
      case nodes.heading:
        return `${'#'.repeat(Math.min(6, Math.max(2, Number(block.attrs['level']) + 1)))} ${this.#line(block)}`.trimEnd()
      case nodes.quote:
        return this.blocks(block.children).replace(/^/gm, '> ').replace(/[ ]+$/gm, '')
      case nodes.bullet_list:
      case nodes.ordered_list:
        return this.#list(block, alternate)
      case nodes.kept:
        return block.textContent
      default:
        return this.#line(block)
    }
  }

  #list(list: Node, alternate: boolean): string {
    const tight = list.attrs['tight'] !== false && list.children.every(canBeTight)
    const start = Math.max(0, Math.trunc(Number(list.attrs['start'] ?? 1))) || 0
    return list.children
      .map((item, at) => {
        const sign =
          list.type === nodes.bullet_list ? (alternate ? '*' : '-') : `${String(start + at)}${alternate ? ')' : '.'}`
        const content = this.blocks(item.children, tight ? '\n' : '\n\n')
        return `${sign} ${indented(content, sign.length + 1)}`.trimEnd()
      })
      .join(tight ? '\n' : '\n\n')
  }

  #line(line: Node): string {
    return lineMarkdown(line, this.#labels).text
  }
}

function isList({ type }: Node): boolean {
  return type === nodes.bullet_list || type === nodes.ordered_list
}

/**
 * Without a blank line, a paragraph would continue the paragraph, list or quotation above it, and a quotation another. A list interrupts a paragraph only if it
 * begins with a text, and with the number 1.
 */
function canBeTight({ children }: Node): boolean {
  const shown = children.filter((child) => child.type !== nodes.paragraph || child.childCount > 0)
  return shown.every((child, at) => {
    const above = shown[at - 1]?.type
    if (above === undefined || above === nodes.heading) return true
    if (child.type === nodes.paragraph || child.type === above) return false
    if (above !== nodes.paragraph || !isList(child)) return true
    return (child.attrs['start'] ?? 1) === 1 && child.firstChild?.textContent !== ''
  })
}

/** Indents all lines but the first. */
function indented(text: string, by: number): string {
  return text.replace(/\n(?=.)/g, `\n${' '.repeat(by)}`)
}

/** In the order in which they are tried. The first are the easiest to read. */
const styles: Style[] = (['some', 'most', 'all'] as const).flatMap((escape) =>
  [false, true].flatMap((numbers) => (['*', '_'] as const).map((em) => ({ escape, numbers, em }))),
)
/** Nodes never change. */
const lines = new WeakMap<Node, { text: string; keeps: boolean }>()

/**
 * Writes a line so that it reads as it stands in the document: tries one way after another, and reads it. If none reads the same, it
 * leaves out bold and italics, because signs in the middle of words would disturb readers more.
 */
function lineMarkdown(line: Node, labels: ReadonlySet<string>): { text: string; keeps: boolean } {
  const known = lines.get(line)
  if (known) return known
  const result = writeLine(line, labels)
  // Whether `[^1]` must be escaped depends on the other notes.
  if (!line.textContent.includes('[^')) lines.set(line, result)
  return result
}

function writeLine(line: Node, labels: ReadonlySet<string>): { text: string; keeps: boolean } {
  const within = line.type === nodes.heading ? 'heading' : 'paragraph'
  const parts = partsOf(line)
  if (parts.length === 0) return { text: '', keeps: true }
  for (const style of styles) {
    const text = written(parts, style, within)
    if (readsLike(readLine(text, parts, labels, within), within === 'heading' ? withoutBreaks(parts) : parts))
      return { text, keeps: true }
  }
  const bare = parts.map((part): Part => ({ ...part, marks: [] }))
  return { text: written(bare, { escape: 'all', em: '*', numbers: false }, within), keeps: false }
}

function withoutBreaks(parts: readonly Part[]): Part[] {
  return parts.map((part) =>
    part.kind === 'break' ? { kind: 'text', text: ' ', exact: false, marks: part.marks } : part,
  )
}

/** @returns the parts of written Markdown; empty if it is no single line */
function readLine(text: string, parts: readonly Part[], labels: ReadonlySet<string>, within: string): Part[] {
  const all = [...labels, ...parts.flatMap((part) => (part.kind === 'ref' ? [part.label] : []))]
  const env = { footnotes: { refs: Object.fromEntries(all.map((label) => [`:${label}`, -1])) } }
  const tokens = editingParser.parse(within === 'heading' ? `## ${text}` : text, env)
  const [open, inline] = tokens
  if (tokens.length !== 3 || open?.type !== `${within}_open`) return []
  const content = readInlines(inline?.children ?? [], ({ meta }) => String(meta?.['label']))
  return content ? partsOf(nodes.paragraph.create(null, content)) : []
}
