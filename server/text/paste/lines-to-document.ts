import { Fragment, type Mark, type Node } from 'prosemirror-model'
import { letterSchema, marks, nodes } from '../document/schema.ts'
import { shownAddress } from '../parser.ts'
import { pastedLink } from './pasted-link.ts'
import type { Item, Line } from './pasted.ts'

/** Makes a document of the lines of the clipboard. Footnotes become sources. */
export function linesToDocument(lines: readonly Line[]): Node {
  const tidy = withTypedLists(lines.flatMap(split).flatMap(tidied))
  const sources = sourcesOf(tidy.filter(({ note }) => note !== undefined))
  const levels = [...new Set(tidy.flatMap(({ heading }) => heading ?? []))].sort((one, other) => one - other)
  const text = tidy.filter(({ note }) => note === undefined)
  const blocks = quoted(text, 0, (line) => blockOf(line, levels)).map((block) => withSources(block, sources.labels))
  const order = new Set<string>()
  for (const block of blocks)
    block.descendants((node) => {
      if (node.type === nodes.source_ref) order.add(String(node.attrs['label']))
    })
  const notes = [...order, ...[...sources.labels.values()].filter((label) => !order.has(label))]
    .flatMap((label) => sources.nodes.get(label) ?? [])
    .map((source) => withSources(source, sources.labels))
  const content = blocks.length > 0 ? blocks : [nodes.paragraph.create()]
  return nodes.doc.create(null, notes.length === 0 ? content : [...content, nodes.sources.create(null, notes)])
}

/** Two breaks in a row separate paragraphs. */
function split(line: Line): Line[] {
  const parts: Node[][] = [[]]
  for (const node of line.content) {
    const last = parts.at(-1)
    const isBreak = node.type === nodes.hard_break
    if (isBreak && last?.at(-1)?.type === nodes.hard_break) {
      last.pop()
      parts.push([])
    } else if (!isBreak || (last?.length ?? 0) > 0) last?.push(node)
  }
  return parts.map((content, at): Line => ({
    ...line,
    content,
    ...(line.item && at > 0 && { item: { ...line.item, continues: true } }),
  }))
}

/** Joins spaces, also over the borders of bold words, and drops lines without a character. */
function tidied(line: Line): Line[] {
  const content: Node[] = []
  let afterSpace = true
  for (const node of trimmedEnd(line.content)) {
    if (!node.isText) {
      afterSpace = node.type === nodes.hard_break
      content.push(node)
      continue
    }
    let text = (node.text ?? '').replace(/[ \u00a0]{2,}/g, ' ')
    if (afterSpace) text = text.replace(/^[ \u00a0]+/, '')
    if (text === '') continue
    afterSpace = /[ \u00a0]$/.test(text)
    content.push(...linked(text, line.heading === undefined ? node.marks : marks.strong.removeFromSet(node.marks)))
  }
  const shown = [...Fragment.fromArray(trimmedEnd(content)).content]
  return shown.some((node) => node.isText || node.type === nodes.source_ref) ? [{ ...line, content: shown }] : []
}

const address = /https?:\/\/[^\s<>"“”„«»]*[^\s<>"“”„«».,;:!?…'’)\]}]/gu

/** Makes links of addresses, because pages make none of their own. */
function linked(text: string, set: readonly Mark[]): Node[] {
  if (marks.link.isInSet(set)) return [letterSchema.text(text, set)]
  const nodesOfText: Node[] = []
  let end = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    const href = pastedLink(found)
    if (href === null) continue
    if (index > end) nodesOfText.push(letterSchema.text(text.slice(end, index), set))
    const shown = href === found ? found : shownAddress(href)
    nodesOfText.push(letterSchema.text(shown, marks.link.create({ href }).addToSet(set)))
    end = index + found.length
  }
  return end < text.length ? [...nodesOfText, letterSchema.text(text.slice(end), set)] : nodesOfText
}

function trimmedEnd(content: readonly Node[]): Node[] {
  const all = [...content]
  for (let last = all.at(-1); last; last = all.at(-1)) {
    const text = last.isText ? (last.text ?? '').replace(/[ \u00a0]+$/, '') : last.type === nodes.hard_break ? '' : null
    if (text === null || text === last.text) break
    all.pop()
    if (text !== '') {
      all.push(letterSchema.text(text, last.marks))
      break
    }
  }
  return all
}

const bullet = /^\s*(?:[•·▪◦‣●○■□–—*»➢✓→-]|o(?=[\u00a0\t]))[\s\u00a0]+/u
const numbered = /^\s*\(?(\d{1,3})[.)][\s\u00a0]+/

/** People type lists by hand, and text without HTML has no others. One number alone is no list. */
function withTypedLists(lines: readonly Line[]): Line[] {
  const numberOf = (line: Line | undefined) =>
    Number(line && !line.item ? (numbered.exec(textOf(line))?.[1] ?? NaN) : NaN)
  return lines.map((line, at): Line => {
    if (line.item || line.heading !== undefined || line.note !== undefined) return line
    const number = numberOf(line)
    const inRow = numberOf(lines[at - 1]) === number - 1 || numberOf(lines[at + 1]) === number + 1
    if (inRow) return itemOf(line, numbered, { level: 1, ordered: true, number, list: 'typed' })
    return bullet.test(textOf(line)) ? itemOf(line, bullet, { level: 1, ordered: false, list: 'typed' }) : line
  })
}

function textOf({ content: [first] }: Line): string {
  return first?.isText === true ? (first.text ?? '') : ''
}

function itemOf(line: Line, sign: RegExp, item: Item): Line {
  const [first, ...rest] = line.content
  const text = (first?.text ?? '').replace(sign, '')
  return { ...line, item, content: text === '' || !first ? rest : [letterSchema.text(text, first.marks), ...rest] }
}

function blockOf({ content, heading }: Line, levels: readonly number[]): Node {
  if (heading === undefined) return nodes.paragraph.create(null, content)
  return nodes.heading.create({ level: heading === levels[0] ? 1 : 2 }, content)
}

/** Groups the lines that stand in a quotation. */
function quoted(lines: readonly Line[], depth: number, make: (line: Line) => Node): Node[] {
  const blocks: Node[] = []
  for (let at = 0; at < lines.length;) {
    const inside = (line: Line | undefined) => (line?.quotes ?? 0) > depth && depth < 2
    let end = at + 1
    while (end < lines.length && inside(lines[end]) === inside(lines[at])) end++
    const group = lines.slice(at, end)
    if (inside(lines[at])) blocks.push(nodes.quote.create(null, quoted(group, depth + 1, make)))
    else blocks.push(...listed(group, make))
    at = end
  }
  return blocks
}

/** Makes lists of the lines that are items. */
function listed(lines: readonly Line[], make: (line: Line) => Node): Node[] {
  const blocks: Node[] = []
  for (let at = 0; at < lines.length;) {
    let end = at
    while (lines[end]?.item) end++
    if (end > at) blocks.push(...listsOf(lines.slice(at, end), make))
    const line = lines[end]
    if (line) blocks.push(make(line))
    at = end + 1
  }
  return blocks
}

interface Open {
  item: Item
  level: number
  start: number
  items: Node[][]
}

function listsOf(lines: readonly Line[], make: (line: Line) => Node): Node[] {
  const lists = new Lists()
  for (const line of lines) if (line.item) lists.add(line.item, make(line))
  return lists.closed()
}

/** Nests items by their levels. A level that a program skips counts as the next one. */
class Lists {
  readonly #blocks: Node[] = []
  readonly #open: Open[] = []

  add(item: Item, block: Node): void {
    this.#closeFor(item)
    const list = this.#open.at(-1)
    if (list && item.continues) list.items.at(-1)?.push(block)
    else if (list && (list.level === item.level || this.#open.length >= mostLevels)) list.items.push([block])
    else this.#open.push({ item, level: item.level, start: item.number ?? 1, items: [[block]] })
  }

  #closeFor(item: Item): void {
    while ((this.#open.at(-1)?.level ?? 0) > item.level) this.#close()
    const last = this.#open.at(-1)
    if (last?.level === item.level && !item.continues && !continuesList(last, item)) this.#close()
  }

  #close(): void {
    const list = this.#open.pop()
    if (list) (this.#open.at(-1)?.items.at(-1) ?? this.#blocks).push(listOf(list))
  }

  closed(): Node[] {
    while (this.#open.length > 0) this.#close()
    return this.#blocks
  }
}

/** A letter may have six levels of lists, quotations and emphasis in each other. */
const mostLevels = 3

function listOf({ item, start, items }: Open): Node {
  const content = items.map((each) => nodes.list_item.create(null, each))
  return item.ordered ? nodes.ordered_list.create({ start }, content) : nodes.bullet_list.create(null, content)
}

function continuesList({ item, start, items }: Open, next: Item): boolean {
  if (item.ordered !== next.ordered) return false
  const expected = start + items.length
  return item.list === next.list
    ? next.number === undefined || next.number >= expected
    : next.number === expected && expected > 1
}

function sourcesOf(lines: readonly Line[]): { labels: Map<string, string>; nodes: Map<string, Node> } {
  const notes = new Map<string, Node[]>()
  for (const { note = '', content } of lines)
    notes.set(note, [...(notes.get(note) ?? []), nodes.paragraph.create(null, withoutNumber(content, notes.has(note)))])
  const labels = new Map([...notes.keys()].map((note, at) => [note, String(at + 1)]))
  const made = [...notes].map(([note, content]): [string, Node] => {
    const label = labels.get(note) ?? ''
    return [label, nodes.source.create({ label }, content)]
  })
  return { labels, nodes: new Map(made) }
}

/** The number that the program set before the note. */
function withoutNumber(content: readonly Node[], further: boolean): Node[] {
  const [first, ...rest] = content
  if (further || first?.isText !== true) return [...content]
  const text = (first.text ?? '').replace(/^\s*\[?\d{0,3}\]?[.)]?[\s\u00a0]+|^\s*\[\d{1,3}\]\s*/, '')
  return text === '' ? rest : [letterSchema.text(text, first.marks), ...rest]
}

/** Gives references the labels of their sources. One without a source stays as a number in brackets. */
function withSources(node: Node, labels: ReadonlyMap<string, string>): Node {
  if (node.type === nodes.source_ref) {
    const label = labels.get(String(node.attrs['label']))
    return label === undefined
      ? letterSchema.text(`[${String(node.attrs['label']).replace(/\D/g, '')}]`)
      : nodes.source_ref.create({ label })
  }
  if (node.isLeaf) return node
  return node.type.create(
    node.attrs,
    node.children.map((child) => withSources(child, labels)),
    node.marks,
  )
}
