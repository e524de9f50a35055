import type { Mark, Node } from 'prosemirror-model'
import { letterSchema, marks, nodes, sourcesOf } from '../document/schema.ts'
import { toMarkdown } from '../document/to-markdown.ts'

/** Parts of a text that have a place of their own in a letter. */
export interface Places {
  /** The index of the block that is the title. */
  title: number | null
  /** The index of the list that has the demands. */
  demands: number | null
  /** The indexes of paragraphs such as “[1] The report”, by their number in the text. */
  sources: ReadonlyMap<string, number>
}

export interface Moved {
  document: Node
  /** '' if none was found. */
  title: string
  /** In Markdown, in one line each. */
  demands: string[]
}

const bounds = { title: 150, demands: 30, demand: 1000 } as const

const typedSource = /^\s*\[(\d{1,3})\][\s\u00a0]*(?=\S)/
const reference = /\[(\d{1,3})\]/g

/** Looks for a title, demands and typed sources. Only proposes: a person decides. @returns null if it finds none */
export function findPlaces(document: Node): Places | null {
  const blocks = document.children
  const places = { title: titleIn(blocks), demands: demandsIn(blocks), sources: sourcesIn(blocks) }
  return places.title === null && places.demands === null && places.sources.size === 0 ? null : places
}

/** How many parts were found, for the question to the person. */
export function countPlaces(document: Node, { title, demands, sources }: Places) {
  return {
    title: title === null ? 0 : 1,
    demands: demands === null ? 0 : document.child(demands).childCount,
    sources: sources.size,
  }
}

function titleIn([first, second]: readonly Node[]): number | null {
  if (!first || !second || first.textContent.trim() === '' || first.textContent.length > bounds.title) return null
  if (first.type === nodes.heading) return 0
  if (first.type !== nodes.paragraph || /[.,;:!?…。，；：！？]\s*$/u.test(first.textContent)) return null
  const bold = first.children.every((node) => node.isText && marks.strong.isInSet(node.marks))
  const aboveText = second.type === nodes.paragraph && second.textContent.length > 1.5 * first.textContent.length
  return bold || (aboveText && first.childCount === 1 && !greeting.test(first.textContent)) ? 0 : null
}

/** A salutation may stand without a comma. */
const greeting = /^(?:dear|to|hello|hi|an|liebe|sehr|estimad|querid|cher|chère|caro|cara|prezad|beste|geachte|kära)/iu

/** The first numbered list, or a list that a line with a colon or a heading introduces. Its items must be single paragraphs. */
function demandsIn(blocks: readonly Node[]): number | null {
  const found = blocks.findIndex((block, at) => {
    const above = blocks[at - 1]
    const introduced = above !== undefined && (above.type === nodes.heading || /[:：]\s*$/u.test(above.textContent))
    const isList = block.type === nodes.ordered_list || (block.type === nodes.bullet_list && introduced)
    return isList && block.childCount > 1 && block.childCount <= bounds.demands && block.children.every(isDemand)
  })
  return found === -1 ? null : found
}

function isDemand(item: Node): boolean {
  const [only] = item.children
  if (item.childCount !== 1 || only?.type !== nodes.paragraph) return false
  const hasSource = only.children.some(({ type }) => type === nodes.source_ref)
  return !hasSource && only.textContent.trim() !== '' && demandOf(item).length <= bounds.demand
}

function demandOf(item: Node): string {
  return toMarkdown(nodes.doc.create(null, item.children)).replace(/\\?\n/g, ' ')
}

/** Paragraphs that begin with a number in brackets, if the text above refers to it. */
function sourcesIn(blocks: readonly Node[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const [at, block] of blocks.entries()) {
    const number = block.type === nodes.paragraph ? typedSource.exec(block.textContent)?.[1] : undefined
    const before = blocks.slice(0, at).some(({ textContent }) => textContent.includes(`[${number ?? ''}]`))
    if (number !== undefined && before && !found.has(number)) found.set(number, at)
  }
  return found
}

/** Moves the parts out of the text: the title and the demands to their fields, the typed sources to the end. */
export function moveToPlaces(document: Node, places: Places): Moved {
  const sources = sourcesOf(document)
  const taken = new Set(sources.keys())
  const labels = new Map([...places.sources.keys()].map((number) => [number, freeLabel(number, taken)]))
  const gone = new Set([
    places.title,
    places.demands,
    ...places.sources.values(),
    headingOver(document, places.demands),
  ])
  const kept = document.children.filter((block, at) => !gone.has(at) && block.type !== nodes.sources)
  const body = kept.map((block) => withReferences(block, labels))
  const notes = [
    ...sources.values(),
    ...[...places.sources].map(([number, at]) =>
      nodes.source.create(
        { label: labels.get(number) ?? number },
        withoutSign(withReferences(document.child(at), labels, true)),
      ),
    ),
  ]
  const content = body.length > 0 ? body : [nodes.paragraph.create()]
  return {
    document: nodes.doc.create(null, notes.length > 0 ? [...content, nodes.sources.create(null, notes)] : content),
    title: places.title === null ? '' : document.child(places.title).textContent.replace(/\s+/g, ' ').trim(),
    demands: places.demands === null ? [] : document.child(places.demands).children.map(demandOf),
  }
}

/** A heading that has nothing below it but the demands. */
function headingOver(document: Node, demands: number | null): number | null {
  if (demands === null || document.maybeChild(demands - 1)?.type !== nodes.heading) return null
  const next = document.maybeChild(demands + 1)?.type
  return next === undefined || next === nodes.heading || next === nodes.sources ? demands - 1 : null
}

function freeLabel(wanted: string, taken: Set<string>): string {
  let number = Number(wanted)
  while (taken.has(String(number))) number++
  taken.add(String(number))
  return String(number)
}

/** @param first true if the text begins with the number of the source itself, which is no reference */
function withReferences(node: Node, labels: ReadonlyMap<string, string>, first = false): Node {
  if (node.isText) return node
  let isFirst = first
  const inner = node.children.flatMap((child) => {
    if (!child.isText) return [withReferences(child, labels)]
    const pieces = referencesIn(child.text ?? '', child.marks, labels, isFirst)
    isFirst = false
    return pieces
  })
  return node.isLeaf ? node : node.type.create(node.attrs, inner, node.marks)
}

function referencesIn(text: string, set: readonly Mark[], labels: ReadonlyMap<string, string>, first: boolean): Node[] {
  const pieces: Node[] = []
  let end = 0
  const add = (words: string) => words !== '' && pieces.push(letterSchema.text(words, set))
  for (const { 0: whole, 1: number = '', index } of text.matchAll(reference)) {
    const label = labels.get(number)
    if (label === undefined || (first && text.slice(0, index).trim() === '')) continue
    add(text.slice(end, index).replace(/[ \u00a0]$/, ''))
    pieces.push(nodes.source_ref.create({ label }, null, marks.link.removeFromSet(set)))
    end = index + whole.length
  }
  add(text.slice(end))
  return pieces
}

function withoutSign(paragraph: Node): Node {
  const [first, ...rest] = paragraph.children
  const text = (first?.text ?? '').replace(typedSource, '')
  const words = first?.isText === true && text !== '' ? [letterSchema.text(text, first.marks)] : []
  return nodes.paragraph.create(null, [...words, ...rest])
}
