import { Fragment, type Mark, type Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { isLinkable, letterSchema, marks, nodes } from '../document/schema.ts'

/** The name under which the shared document holds the text of a letter. */
export const textName = 'text'

export function fragmentOf(shared: Y.Doc): Y.XmlFragment {
  return shared.getXmlFragment(textName)
}

/** Deeper blocks are dropped. Nobody types so many quotations in quotations, and a forged document must not exhaust the stack. */
const deepest = 40
const mostLabel = 100

/**
 * Rebuilds the text of a letter from a shared document through the schema. The document may come from a client that sends what it
 * likes, or be the result of two edits that fit the schema only one by one. So this is total: unknown nodes, marks and attributes are
 * dropped, and the sources of several people are joined behind the text.
 */
export function documentOf(shared: Y.Doc): Node {
  const blocks: Node[] = []
  const sources: Node[] = []
  for (const child of fragmentOf(shared).toArray()) {
    if (child instanceof Y.XmlElement && child.nodeName === nodes.sources.name) sources.push(...sourcesIn(child))
    else blocks.push(...blocksOf(child, 0, true))
  }
  if (blocks.length === 0) blocks.push(nodes.paragraph.create())
  const own = withOwnLabels(sources)
  return letterSchema.node('doc', null, own.length === 0 ? blocks : [...blocks, nodes.sources.create(null, own)])
}

type Child = Y.XmlElement | Y.XmlText | Y.XmlHook | Y.XmlFragment

/** The block of one element. None if the schema has no place for it. */
export function blocksOf(child: Child, depth = 0, top = false): Node[] {
  if (!(child instanceof Y.XmlElement) || depth > deepest) return []
  const { nodeName } = child
  switch (nodeName) {
    case 'paragraph':
      return [nodes.paragraph.create(null, inlines(child))]
    case 'heading':
      return [nodes.heading.create({ level: integer(child, 'level', 1, 5) }, inlines(child))]
    case 'kept':
      return [keptOf(child, top)]
    case 'quote':
      return within(child, depth, (blocks) => nodes.quote.create(null, blocks))
    case 'bullet_list':
    case 'ordered_list':
      return listOf(child, nodeName, depth)
    case 'sources':
      return top ? sourcesOf(child) : []
    default:
      return []
  }
}

function sourcesOf(child: Y.XmlElement): Node[] {
  const sources = sourcesIn(child)
  return sources.length === 0 ? [] : [nodes.sources.create(null, sources)]
}

/** Inside of other blocks, the schema has no place for it. */
function keptOf(child: Y.XmlElement, top: boolean): Node {
  const text = textOf(child)
  return (top ? nodes.kept : nodes.paragraph).create(null, text === '' ? null : letterSchema.text(text))
}

function listOf(child: Y.XmlElement, name: 'bullet_list' | 'ordered_list', depth: number): Node[] {
  const items = child.toArray().flatMap((item) => itemsOf(item, depth + 1))
  if (items.length === 0) return []
  const tight = attribute(child, 'tight') !== false
  if (name === 'bullet_list') return [nodes.bullet_list.create({ tight }, items)]
  return [nodes.ordered_list.create({ tight, start: integer(child, 'start', 0, 999_999_999) }, items)]
}

function within(child: Y.XmlElement, depth: number, make: (blocks: Node[]) => Node): Node[] {
  const blocks = child.toArray().flatMap((inner) => blocksOf(inner, depth + 1))
  return blocks.length === 0 ? [] : [make(blocks)]
}

function itemsOf(item: Child, depth: number): Node[] {
  if (!(item instanceof Y.XmlElement) || item.nodeName !== nodes.list_item.name) return []
  return within(item, depth, (blocks) => nodes.list_item.create(null, blocks))
}

function sourcesIn(section: Y.XmlElement): Node[] {
  return section.toArray().flatMap((source) => {
    if (!(source instanceof Y.XmlElement) || source.nodeName !== nodes.source.name) return []
    const label = labelOf(source)
    const blocks = source.toArray().flatMap((inner) => blocksOf(inner, 1))
    if (label === null) return []
    return [nodes.source.create({ label }, blocks.length === 0 ? [nodes.paragraph.create()] : blocks)]
  })
}

/** Two people may have added a source with the same label at the same time. The later one gets another, so that neither is lost. */
function withOwnLabels(sources: readonly Node[]): Node[] {
  const taken = new Set(sources.map(({ attrs }) => String(attrs['label'])))
  const seen = new Map<string, Node>()
  const own: Node[] = []
  for (const source of sources) {
    const label = String(source.attrs['label'])
    const same = seen.get(label)
    if (same?.eq(source)) continue
    let free = label
    for (let number = 2; seen.has(free) || (free !== label && taken.has(free)); number++)
      free = `${label}-${String(number)}`
    const kept = free === label ? source : nodes.source.create({ label: free }, source.content)
    seen.set(free, kept)
    own.push(kept)
  }
  return own
}

function inlines(parent: Y.XmlElement): Fragment {
  const found: Node[] = []
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) found.push(...textsIn(child))
    else if (child instanceof Y.XmlElement) found.push(...atomOf(child))
  }
  return Fragment.fromArray(joined(withMarksAround(found)))
}

function textsIn(text: Y.XmlText): Node[] {
  return (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).flatMap(
    ({ insert, attributes = {} }) =>
      typeof insert === 'string' && insert !== '' ? [letterSchema.text(insert, marksOf(attributes))] : [],
  )
}

function atomOf(child: Y.XmlElement): Node[] {
  if (child.nodeName === nodes.hard_break.name) return [nodes.hard_break.create()]
  const label = child.nodeName === nodes.source_ref.name ? labelOf(child) : null
  return label === null ? [] : [nodes.source_ref.create({ label })]
}

/** The shared document holds no marks of line breaks and of sources' numbers. They have those that the text on both sides has. */
function withMarksAround(inline: readonly Node[]): Node[] {
  const after: (Node | undefined)[] = []
  let next: Node | undefined
  for (const [at, node] of [...inline.entries()].reverse()) {
    after[at] = next
    if (node.isText) next = node
  }
  let before: Node | undefined
  return inline.map((node, at) => {
    if (node.isText) return (before = node)
    const other = after[at]
    return before && other ? node.mark(before.marks.filter((mark) => mark.isInSet(other.marks))) : node
  })
}

/** Texts side by side with the same marks are one, as everywhere in a document of the schema. */
function joined(inline: readonly Node[]): Node[] {
  const all: Node[] = []
  for (const node of inline) {
    const last = all.at(-1)
    if (last?.isText && node.isText && sameMarks(last, node))
      all.splice(-1, 1, letterSchema.text((last.text ?? '') + (node.text ?? ''), last.marks))
    else all.push(node)
  }
  return all
}

function sameMarks(one: Node, other: Node): boolean {
  return one.marks.length === other.marks.length && one.marks.every((mark) => mark.isInSet(other.marks))
}

function marksOf(attributes: Record<string, unknown>): Mark[] {
  const found: Mark[] = []
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'link') found.push(...linkOf(value))
    else if (name === 'strong' || name === 'em' || name === 'exact') found.push(marks[name].create())
  }
  return found
}

function linkOf(value: unknown): Mark[] {
  const { href, title } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  if (typeof href !== 'string' || !isLinkable(href)) return []
  return [marks.link.create({ href, title: typeof title === 'string' ? title : null })]
}

function textOf(parent: Y.XmlElement): string {
  return parent
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlText ? textsIn(child) : []))
    .map(({ text }) => text ?? '')
    .join('')
}

function labelOf(element: Y.XmlElement): string | null {
  const label = attribute(element, 'label')
  return typeof label === 'string' && label !== '' && label.length <= mostLabel && !/[\s[\]\\]/.test(label)
    ? label
    : null
}

function integer(element: Y.XmlElement, name: string, least: number, most: number): number {
  const value = attribute(element, name)
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : 1
}

function attribute(element: Y.XmlElement, name: string): unknown {
  return element.getAttribute(name)
}
