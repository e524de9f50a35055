import type { Mark, Node } from 'prosemirror-model'
import { letterSchema, marks, nodes } from '../document/schema.ts'
import { linksBack, noteLinkedBy, noteWithId, pastedLink } from './pasted-link.ts'
import { mostPasted, type Item, type LeftOut, type Line, type PastedElement } from './pasted.ts'

const ignored =
  /^(?:script|style|head|title|meta|link|base|template|noscript|iframe|object|embed|applet|select|datalist|canvas|audio|video|xml|math|m:.*|w:.*|v:(?!shape|imagedata).*|o:(?!p$).*|st1:.*)$/
const pictures = /^(?:img|picture|svg|image|v:shape|v:imagedata)$/
const struck = /^(?:s|strike|del)$/
const blocks =
  /^(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|pre|table|thead|tbody|tfoot|tr|td|th|caption|section|article|header|footer|main|aside|address|figure|figcaption|form|fieldset|center|body|html|nav|details|summary)$/

/** What surrounds a text. */
interface Around {
  marks: readonly Mark[]
  heading?: number
  quotes: number
  /** Lists from the outermost. */
  lists: readonly { ordered: boolean; name: string }[]
  item?: Item
  note?: string
  pre: boolean
  depth: number
}

/** A text that is larger than a letter, or built to stop a browser. */
export class TooMuch extends Error {}

/**
 * Reads pasted HTML as lines. Knows what Word, Google Docs, LibreOffice, Pages and mail programs write.
 * @throws TooMuch
 */
export function readHtml(root: PastedElement): { lines: Line[]; leftOut: Set<LeftOut> } {
  const reader = new Reader()
  reader.read(root)
  return { lines: reader.lines, leftOut: reader.leftOut }
}

class Reader {
  readonly lines: Line[] = []
  readonly leftOut = new Set<LeftOut>()
  #elements = 0
  #characters = 0
  #lists = 0
  #line: Line | undefined
  /** The item whose first line is still to come. */
  #fresh: Item | undefined
  /** The note whose number began the line that is still to come. */
  #note: string | undefined

  read(root: PastedElement): void {
    this.#children(root, { marks: [], quotes: 0, lists: [], pre: false, depth: 0 })
  }

  #children({ children }: PastedElement, around: Around): void {
    for (const child of children) {
      if (typeof child === 'string') this.#text(child, around)
      else this.#element(child, { ...around, depth: around.depth + 1 })
    }
  }

  #element(element: PastedElement, around: Around): void {
    if (++this.#elements > mostPasted.elements || around.depth > mostPasted.depth) throw new TooMuch()
    const { name } = element
    const style = styleOf(element)
    if (ignored.test(name) || /display:none|mso-hide:all|mso-list:ignore/.test(style)) return
    if (pictures.test(name)) this.#picture(element, around)
    else if (struck.test(name) || /text-decoration(?:-line)?:[^;]*line-through/.test(style))
      this.#leaveOut('struck', element)
    else if (name === 'br') this.#break(element, around)
    else if (name === 'a') this.#link(element, around)
    else if (name === 'tr') this.#row(element, around)
    else if (blocks.test(name)) this.#block(element, around)
    else if (element.attributes['class'] === 'Apple-converted-space') this.#text(' ', around)
    else this.#children(element, { ...around, marks: marksWithin(element, around.marks) })
  }

  #leaveOut(what: LeftOut, element: PastedElement): void {
    if (wordsOf(element).trim() !== '') this.leftOut.add(what)
  }

  /** Mail programs send emoji as pictures, and invisible pictures to see who reads. */
  #picture({ attributes }: PastedElement, around: Around): void {
    const alt = attributes['alt'] ?? ''
    if (/^\p{Extended_Pictographic}/u.test(alt) && alt.length < 12) this.#text(alt, around)
    else if (!/^[01]$/.test(attributes['width'] ?? '')) this.leftOut.add('pictures')
  }

  #break({ attributes, name }: PastedElement, around: Around): void {
    if (/interchange-newline/i.test(attributes['class'] ?? '') || name !== 'br') return
    this.#add(nodes.hard_break.create(), around)
  }

  #link(element: PastedElement, around: Around): void {
    const { href = '', id = '', name = '', style = '' } = element.attributes
    const named = noteWithId(id) ?? noteWithId(name)
    if (linksBack(href)) {
      if (named === null) return
      if (this.#line) this.#line.note ??= named
      else this.#note = named
      return
    }
    const note = noteLinkedBy(href)
    if (note !== null) {
      this.#add(nodes.source_ref.create({ label: note }), { ...around, marks: [] })
      return
    }
    const address = pastedLink(href)
    const inside = marksWithin(element, around.marks)
    const linked =
      address === null || /mso-(?:foot|end)note-id/.test(style)
        ? inside
        : marks.link.create({ href: address }).addToSet(inside)
    this.#children(element, { ...around, marks: linked })
  }

  /** A row of a table becomes a line. A table with one cell a row only places its content. */
  #row(element: PastedElement, around: Around): void {
    const cells = element.children.flatMap((child) =>
      typeof child !== 'string' && /^t[dh]$/.test(child.name) ? [child] : [],
    )
    if (cells.length < 2) {
      this.#block(element, around)
      return
    }
    this.leftOut.add('tables')
    this.#line = undefined
    const words = cells.map((cell) => wordsOf(cell).replace(/\s+/g, ' ').trim()).filter((cell) => cell !== '')
    this.#text(words.join(' – '), around)
    this.#line = undefined
  }

  #block(element: PastedElement, around: Around): void {
    const { name } = element
    this.#line = undefined
    const inner: Around = { ...around, marks: marksWithin(element, around.marks), pre: around.pre || name === 'pre' }
    const heading = headingOf(element)
    if (heading !== undefined) inner.heading = heading
    if (name === 'blockquote' && !/border(?:-left)?:(?:none|0|medium none)/.test(styleOf(element))) inner.quotes++
    if (name === 'ul' || name === 'ol') inner.lists = [...around.lists, this.#listOf(element)]
    if (name === 'li') this.#item(element, inner)
    else if (name === 'p' || /^h[1-6]$/.test(name)) this.#wordItem(element, inner)
    const note = noteWithId(element.attributes['id'] ?? '')
    if (note !== null) inner.note = note
    this.#children(element, inner)
    this.#line = undefined
    this.#fresh = undefined
    this.#note = undefined
  }

  #listOf({ name, attributes }: PastedElement): { ordered: boolean; name: string } {
    const ordered = name === 'ol'
    // Word for the web writes a list for each item.
    const split = /BulletListStyle|NumberListStyle/.test(attributes['class'] ?? '') || attributes['role'] === 'list'
    return { ordered, name: split ? `web-${name}` : `html-${++this.#lists}` }
  }

  #item({ attributes }: PastedElement, inner: Around): void {
    const list = inner.lists.at(-1)
    const level = Number(attributes['data-aria-level'] ?? attributes['aria-level'] ?? inner.lists.length)
    const value = Number(attributes['value'] ?? attributes['data-aria-posinset'])
    inner.item = {
      level: level >= 1 && level < 20 ? level : Math.max(1, inner.lists.length),
      ordered: list?.ordered ?? false,
      list: list?.name ?? `html-${++this.#lists}`,
      ...(Number.isInteger(value) && value > 0 && { number: value }),
    }
    this.#fresh = inner.item
  }

  /** Word marks a paragraph as an item in its style, and writes the sign as a text that other programs ignore. */
  #wordItem(element: PastedElement, inner: Around): void {
    const [, list, level] = /mso-list:\s*(\S+)\s+level(\d+)/.exec(element.attributes['style'] ?? '') ?? []
    if (list === undefined || level === undefined) return
    const sign = signOf(element)
    if (inner.heading !== undefined) {
      if (/\p{L}|\d/u.test(sign)) this.#text(`${sign} `, inner)
      return
    }
    const ordered = /^\(?[\p{L}\p{N}]{1,4}[.)]?$/u.test(sign) && !/^[o§]$/.test(sign)
    const number = Number(/^\(?(\d{1,4})/.exec(sign)?.[1])
    inner.item = { level: Number(level), ordered, list: `word-${list}`, ...(Number.isInteger(number) && { number }) }
    this.#fresh = inner.item
  }

  #text(text: string, around: Around): void {
    this.#characters += text.trim().length
    if (this.#characters > mostPasted.characters) throw new TooMuch()
    const words = around.pre ? text.replace(/\t/g, '    ').split(/\r?\n/) : [text]
    for (const [at, part] of words.entries()) {
      if (at > 0) this.#add(nodes.hard_break.create(), around)
      const shown = cleanCharacters(part)
      if (shown.trim() === '' && !this.#line) continue
      if (shown !== '') this.#add(letterSchema.text(shown, around.marks), around)
    }
  }

  #add(node: Node, around: Around): void {
    this.#line ??= this.#newLine(around)
    this.#line.content.push(node)
  }

  #newLine({ heading, quotes, item, note = this.#note }: Around): Line {
    this.#note = undefined
    const continues = item !== undefined && item !== this.#fresh
    this.#fresh = undefined
    const line: Line = {
      content: [],
      quotes,
      ...(heading !== undefined && { heading }),
      ...(item && { item: continues ? { ...item, continues } : item }),
      ...(note !== undefined && { note }),
    }
    this.lines.push(line)
    return line
  }
}

/** Control characters and invisible ones that programs leave behind. Joiners stay, because scripts need them. */
export function cleanCharacters(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\v\f\r\u0085]|[\p{Cs}\u00ad\u200b\u2060\ufeff\ufffc\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\ue000-\uf8ff]/g, '•')
    .replace(/[ \n\r\t\v\f\u00a0]{2,}|[\n\r\t\v\f]/g, ' ')
}

function styleOf({ attributes }: PastedElement): string {
  return (attributes['style'] ?? '').toLowerCase().replace(/\s*([:;])\s*/g, '$1')
}

function headingOf({ name, attributes }: PastedElement): number | undefined {
  if (/^h[1-6]$/.test(name)) return Number(name[1])
  if (/^Mso(?:Title|Subtitle)$/.test(attributes['class'] ?? '')) return attributes['class'] === 'MsoTitle' ? 1 : 2
  const level = attributes['role'] === 'heading' ? Number(attributes['aria-level']) : NaN
  return level >= 1 && level <= 6 ? level : undefined
}

/** Google Docs wraps everything in a `b` of normal weight. */
function marksWithin(element: PastedElement, around: readonly Mark[]): readonly Mark[] {
  const { name } = element
  const style = styleOf(element)
  const weight = lastOf(style, /(?:^|;)font-weight:(\w+)/g)
  const slant = lastOf(style, /(?:^|;)font-style:(\w+)/g)
  let inside = around
  if (weight !== undefined ? /^(?:bold|bolder|[6-9]00)$/.test(weight) : /^(?:b|strong)$/.test(name))
    inside = marks.strong.create().addToSet(inside)
  else if (weight !== undefined && /^(?:normal|[1-5]00)$/.test(weight)) inside = marks.strong.removeFromSet(inside)
  if (slant !== undefined ? /^(?:italic|oblique)$/.test(slant) : /^(?:i|em|cite|dfn)$/.test(name))
    inside = marks.em.create().addToSet(inside)
  else if (slant === 'normal') inside = marks.em.removeFromSet(inside)
  return inside
}

function lastOf(style: string, property: RegExp): string | undefined {
  return [...style.matchAll(property)].at(-1)?.[1]
}

function wordsOf(element: PastedElement, depth = 0): string {
  if (depth > mostPasted.depth) throw new TooMuch()
  return element.children
    .map((child) => (typeof child === 'string' ? child : ignored.test(child.name) ? '' : wordsOf(child, depth + 1)))
    .join('')
}

/** @returns the sign of an item, which Word writes as a text to ignore */
function signOf(element: PastedElement, depth = 0): string {
  if (depth > mostPasted.depth) throw new TooMuch()
  for (const child of element.children) {
    if (typeof child === 'string') continue
    const sign = /mso-list:ignore/.test(styleOf(child)) ? wordsOf(child) : signOf(child, depth + 1)
    if (sign !== '') return sign.replace(/[\s\u00a0]+/g, '')
  }
  return ''
}
