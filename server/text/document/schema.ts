import { Schema, type DOMOutputSpec, type Node } from 'prosemirror-model'

/** Addresses that a link may lead to, as in the reading of Markdown. */
export function isLinkable(address: string): boolean {
  return /^(?:https?:\/\/|mailto:)./i.test(address)
}

/** Levels below the letter's title. The toolbar offers the first two. The others exist in letters that were typed as Markdown. */
const headingLevels = [1, 2, 3, 4, 5]

/**
 * The content of a letter in the editor. A letter is stored as Markdown (to-markdown.ts, from-markdown.ts). `kept` is Markdown that
 * has no other place here, such as tables and code: it is shown and stored as it was typed.
 */
export const letterSchema = new Schema({
  nodes: {
    doc: {
      // Sources stand last, once. Two people who add their first source at the same moment make two sections for a while, and one may
      // stand before a paragraph. The server joins them (server/text/live/document-of.ts).
      content: '(block | kept | sources)+',
    },
    paragraph: { content: 'inline*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    heading: {
      attrs: { level: { default: 1, validate: 'number' } },
      content: 'inline*',
      group: 'block',
      defining: true,
      parseDOM: headingLevels.map((level) => ({ tag: `h${level + 1}`, attrs: { level } })),
      toDOM: ({ attrs }): DOMOutputSpec => [`h${Number(attrs['level']) + 1}`, 0],
    },
    quote: {
      content: 'block+',
      group: 'block',
      defining: true,
      parseDOM: [{ tag: 'blockquote' }],
      toDOM: () => ['blockquote', 0],
    },
    bullet_list: {
      attrs: { tight: { default: true, validate: 'boolean' } },
      content: 'list_item+',
      group: 'block',
      parseDOM: [{ tag: 'ul' }],
      toDOM: () => ['ul', 0],
    },
    ordered_list: {
      attrs: { tight: { default: true, validate: 'boolean' }, start: { default: 1, validate: 'number' } },
      content: 'list_item+',
      group: 'block',
      parseDOM: [{ tag: 'ol', getAttrs: (element) => ({ start: Number(attribute(element, 'start') ?? 1) }) }],
      toDOM: ({ attrs }): DOMOutputSpec =>
        attrs['start'] === 1 ? ['ol', 0] : ['ol', { start: String(attrs['start']) }, 0],
    },
    list_item: { content: 'block+', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
    kept: {
      content: 'text*',
      marks: '',
      code: true,
      defining: true,
      parseDOM: [{ tag: 'pre.kept', preserveWhitespace: 'full' }],
      toDOM: () => ['pre', { class: 'kept', dir: 'auto' }, 0],
    },
    /** The footnotes, behind the text. */
    sources: {
      content: 'source+',
      parseDOM: [{ tag: 'section.sources' }],
      toDOM: () => ['section', { class: 'sources' }, 0],
    },
    source: {
      attrs: { label: { default: '', validate: 'string' } },
      content: 'block+',
      defining: true,
      isolating: true,
      parseDOM: [{ tag: 'div.source', getAttrs: labelOf }],
      toDOM: ({ attrs }): DOMOutputSpec => ['div', { class: 'source', 'data-label': String(attrs['label']) }, 0],
    },
    text: { group: 'inline' },
    hard_break: { inline: true, group: 'inline', selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
    /** The number in the text that leads to a source. */
    source_ref: {
      attrs: { label: { validate: 'string' } },
      inline: true,
      atom: true,
      group: 'inline',
      parseDOM: [{ tag: 'sup.source-ref', getAttrs: labelOf }],
      toDOM: ({ attrs }): DOMOutputSpec => ['sup', { class: 'source-ref', 'data-label': String(attrs['label']) }],
    },
  },
  marks: {
    link: {
      attrs: { href: { validate: 'string' }, title: { default: null, validate: 'string|null' } },
      inclusive: false,
      parseDOM: [
        {
          tag: 'a[href]',
          getAttrs: (element) => {
            const href = attribute(element, 'href') ?? ''
            return isLinkable(href) ? { href } : false
          },
        },
      ],
      // Only addresses that the reading accepts, because an API or another browser may have made the document.
      toDOM: ({ attrs }) =>
        isLinkable(String(attrs['href'])) ? ['a', { href: String(attrs['href']) }, 0] : ['span', 0],
    },
    strong: {
      parseDOM: [{ tag: 'strong' }, { tag: 'b' }],
      toDOM: () => ['strong', 0],
    },
    em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
    /** Quotation marks and hyphens that the author escaped, so that typography leaves them. */
    exact: { inclusive: false, parseDOM: [{ tag: 'span.exact' }], toDOM: () => ['span', { class: 'exact' }, 0] },
  },
})

export const { nodes, marks } = letterSchema

/** An element of a page. The server has no type for it. */
interface Attributed {
  getAttribute: (name: string) => string | null
}

function attribute(element: unknown, name: string): string | null {
  return (element as Attributed).getAttribute(name)
}

function labelOf(element: unknown): { label: string } {
  return { label: attribute(element, 'data-label') ?? '' }
}

/** @returns the sources of a document, by label. Of two with the same label, readers see the last. */
export function sourcesOf(document: Node): Map<string, Node> {
  const last = document.lastChild
  const all = last?.type === nodes.sources ? last.children : []
  return new Map(all.map((source) => [String(source.attrs['label']), source]))
}

/** @returns the labels of a document's sources, in the order of their numbers: as the text refers to them, then as sources do */
export function numberedLabels(document: Node): string[] {
  const sources = sourcesOf(document)
  const numbered = new Set<string>()
  const number = (node: Node) =>
    node.descendants((inner) => {
      const label = String(inner.attrs['label'])
      if (inner.type === nodes.source_ref && sources.has(label)) numbered.add(label)
      return inner.type !== nodes.sources
    })
  number(document)
  // Grows while it is read.
  for (const label of numbered) {
    const source = sources.get(label)
    if (source) number(source)
  }
  return [...numbered]
}
