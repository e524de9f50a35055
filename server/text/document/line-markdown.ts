import type { Mark, Node } from 'prosemirror-model'
import { shownAddress } from '../parser.ts'
import { marks, nodes } from './schema.ts'

/** A piece of a line: text, a break or a reference, with the marks that readers see. */
export type Part = { marks: readonly Mark[] } & (
  { kind: 'text'; text: string; exact: boolean } | { kind: 'ref'; label: string } | { kind: 'break' }
)

type TextPart = Extract<Part, { kind: 'text' }>

/** How a line is written. The first way that reads the same is taken (see `lineMarkdown`). */
export interface Style {
  /**
   * Which characters are escaped: those that probably mean something, or all that could. `most` leaves out references to notes that do
   * not exist, because the author should be warned about these.
   */
  escape: 'some' | 'most' | 'all'
  /** The sign for italics. */
  em: '*' | '_'
  /** Writes letters beside emphasis as numbers, where Markdown would otherwise not see the emphasis: `**word.**&#115;`. */
  numbers: boolean
}

const space = /[\s\p{Zs}]/u
const punctuation = /[\p{P}\p{S}]/u

/**
 * Returns what Markdown can say of a line: no space at its edges and beside breaks, none at the edges of emphasis, and no break at
 * its end.
 */
export function partsOf(line: Node): Part[] {
  const parts: Part[] = []
  line.forEach((node) => {
    const kept = node.marks.filter(({ type }) => type !== marks.exact)
    const exact = kept.length < node.marks.length
    if (node.isText) parts.push({ kind: 'text', text: (node.text ?? '').replace(/[\n\r]+/g, ' '), exact, marks: kept })
    else if (node.type === nodes.source_ref)
      parts.push({ kind: 'ref', label: safeLabel(node), marks: kept.filter(({ type }) => type !== marks.link) })
    else parts.push({ kind: 'break', marks: kept })
  })
  return joined(unspaced(trimmed(parts)))
}

function safeLabel({ attrs }: Node): string {
  return String(attrs['label']).replace(/[\s[\]\\]+/g, '-') || '-'
}

function trimmed(parts: Part[]): Part[] {
  const atEdge = (neighbour: Part | undefined) => neighbour === undefined || neighbour.kind === 'break'
  const all = joined(parts)
  const cut = all.map((part, at): Part => {
    if (part.kind !== 'text') return part
    let { text } = part
    if (atEdge(all[at - 1])) text = text.replace(/^[ \t]+/, '')
    if (atEdge(all[at + 1])) text = text.replace(/[ \t]+$/, '')
    return { ...part, text }
  })
  const shown = cut.filter((part) => part.kind !== 'text' || part.text !== '')
  while (shown.at(-1)?.kind === 'break') shown.pop()
  while (shown[0]?.kind === 'break') shown.shift()
  return shown.length === all.length && shown.every((part, at) => part === all[at] || isSame(part, all[at]))
    ? shown
    : trimmed(shown)
}

/** Takes emphasis off the spaces at its edges, and links off a text of spaces. */
function unspaced(parts: Part[]): Part[] {
  if (parts.every((part) => part.marks.length === 0)) return parts
  let all: Part[] = parts.flatMap(splitSpaces)
  for (const type of [marks.strong, marks.em, marks.link]) {
    const has = (part: Part | undefined) => part?.marks.some((mark) => mark.type === type) === true
    const isBlank = (part: Part | undefined) =>
      part?.kind === 'break' || (part?.kind === 'text' && space.test(part.text))
    for (const order of [1, -1]) {
      let inside = false
      const ordered = order === 1 ? all : [...all].reverse()
      const next = ordered.map((part): Part => {
        if (!has(part)) inside = false
        else if (!isBlank(part)) inside = true
        else if (!inside) return { ...part, marks: part.marks.filter((mark) => mark.type !== type) }
        return part
      })
      all = order === 1 ? next : next.reverse()
    }
  }
  return all
}

/** Splits a text with marks into runs of spaces and of other characters. */
function splitSpaces(part: Part): Part[] {
  if (part.kind !== 'text' || part.marks.length === 0) return [part]
  return (part.text.match(/[\s\p{Zs}]+|[^\s\p{Zs}]+/gu) ?? []).map((text) => ({ ...part, text }))
}

function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = []
  for (const part of parts) {
    const last = all.at(-1)
    if (part.kind === 'text' && last?.kind === 'text' && last.exact === part.exact && sameMarks(last, part))
      all[all.length - 1] = { ...last, text: last.text + part.text }
    else all.push(part)
  }
  return all
}

function sameMarks(one: Part, other: Part): boolean {
  return one.marks.length === other.marks.length && one.marks.every((mark, at) => other.marks[at]?.eq(mark) === true)
}

function isSame(one: Part, other: Part | undefined): boolean {
  if (!other || one.kind !== other.kind || !sameMarks(one, other)) return false
  if (one.kind === 'text') return one.text === (other as TextPart).text
  return one.kind === 'break' || one.label === (other as { label: string }).label
}

/** Returns true if readers see the same. */
export function readsLike(one: readonly Part[], other: readonly Part[]): boolean {
  const plain = (parts: readonly Part[]) =>
    joined(parts.map((part) => (part.kind === 'text' ? { ...part, exact: false } : part)))
  const [ones, others] = [plain(one), plain(other)]
  return ones.length === others.length && ones.every((part, at) => isSame(part, others[at]))
}

/** A piece of the written line. `outer` is the character that Markdown sees beside emphasis. */
type Unit = { written: string; first: string; last: string; sign?: undefined } | { sign: string; opens: boolean }

export function written(parts: readonly Part[], style: Style, within: 'paragraph' | 'heading'): string {
  const units = unitsOf(parts, [], style)
  const line = style.numbers ? withNumbers(units) : units
  const whole = line.map((unit) => unit.sign ?? (unit as { written: string }).written).join('')
  return within === 'heading'
    ? whole.replace(/\\\n/g, ' ').replace(/(#+)$/, (signs) => signs.replaceAll('#', '\\#'))
    : escapeStarts(whole)
}

/** Nests the marks so that each opens as rarely as possible. */
function unitsOf(parts: readonly Part[], open: readonly Mark[], style: Style): Unit[] {
  const units: Unit[] = []
  for (let at = 0; at < parts.length;) {
    const part = parts[at]
    if (!part) break
    const longest = part.marks
      .filter((mark) => !mark.isInSet(open))
      .map((mark) => ({ mark, end: endOf(parts, at, mark) }))
      .reduce<{ mark: Mark; end: number } | null>((best, each) => (best && best.end >= each.end ? best : each), null)
    if (!longest) {
      units.push(unitOf(part, style))
      at++
      continue
    }
    const inner = parts.slice(at, longest.end)
    units.push(...marked(longest.mark, inner, unitsOf(inner, [...open, longest.mark], style), style))
    at = longest.end
  }
  return units
}

function endOf(parts: readonly Part[], from: number, mark: Mark): number {
  const end = parts.findIndex((part, at) => at > from && !mark.isInSet(part.marks))
  return end === -1 ? parts.length : end
}

function marked(mark: Mark, inner: readonly Part[], units: readonly Unit[], style: Style): Unit[] {
  if (mark.type !== marks.link) {
    const sign = mark.type === marks.strong ? '**' : style.em
    return [{ sign, opens: true }, ...units, { sign, opens: false }]
  }
  const href = String(mark.attrs['href'])
  const title = mark.attrs['title'] as string | null
  const [only] = inner
  if (
    inner.length === 1 &&
    only?.kind === 'text' &&
    only.text === shownAddress(href) &&
    !/[<>\s]/.test(href) &&
    title === null
  )
    return [{ written: `<${href.replace(/^mailto:/, '')}>`, first: '<', last: '>' }]
  const address = /[()<>\s]/.test(href) ? `<${href.replace(/[<>\s]/g, encodeURIComponent)}>` : href
  const end = `](${address.replaceAll('&', '\\&')}${title === null ? '' : ` "${title.replace(/["\\]/g, '\\$&')}"`})`
  return [{ written: '[', first: '[', last: '[' }, ...units, { written: end, first: ']', last: ')' }]
}

function unitOf(part: Part, style: Style): Unit {
  if (part.kind === 'ref') return { written: `[^${part.label}]`, first: '[', last: ']' }
  if (part.kind === 'break') return { written: '\\\n', first: '\n', last: '\n' }
  const characters = Array.from(part.text)
  const text = part.exact ? part.text.replace(/["'\-\\*_`[\]<&~^]/g, '\\$&') : escaped(part.text, style)
  return { written: text, first: characters[0] ?? '', last: characters.at(-1) ?? '' }
}

function escaped(text: string, { escape }: Style): string {
  if (escape !== 'some')
    return text.replace(/\[\^[^\]\s]+\]|[\\`*_[\]<>&~^!|]/g, (sign) =>
      sign.length === 1 ? `\\${sign}` : escape === 'most' ? sign : sign.replace(/[[\]^\\`*_<>&~!|]/g, '\\$&'),
    )
  return text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
    .replace(/`|~(?=~)/g, '\\$&')
    .replace(/\*/g, (sign, at: number, whole: string) => (isBetween(whole, at, space) ? sign : `\\${sign}`))
    .replace(/_/g, (sign, at: number, whole: string) =>
      isBetween(whole, at, space) || isBetween(whole, at, /[\p{L}\p{N}]/u) ? sign : `\\${sign}`,
    )
}

function isBetween(text: string, at: number, kind: RegExp): boolean {
  return kind.test(text[at - 1] ?? '') && kind.test(text[at + 1] ?? '')
}

/** Escapes what begins a heading, a quotation, a list or another block at the beginning of a line. */
function escapeStarts(text: string): string {
  return text
    .replace(/(^|\n)(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|[-=]+[ \t]*(?=\n|$)|~{3}|:?-+:?(?=\s*\|)|\|)/g, '$1\\$2')
    .replace(/(^|\n)(\d{1,9})([.)])(?=\s|$)/g, '$1$2\\$3')
}

/** Writes the letters beside emphasis as numbers where the rules for flanking would not see the emphasis. */
function withNumbers(units: readonly Unit[]): Unit[] {
  const all = [...units]
  for (const [at, unit] of units.entries()) {
    if (unit.sign === undefined) continue
    const [before, after] = [beside(all, at, -1), beside(all, at, 1)]
    const [inner, outer] = unit.opens ? [all[after], all[before]] : [all[before], all[after]]
    const [innerSide, outerSide] = unit.opens ? (['first', 'last'] as const) : (['last', 'first'] as const)
    const [near, far] = [characterOf(inner, innerSide), characterOf(outer, outerSide)]
    if (!punctuation.test(near) || punctuation.test(far) || space.test(far)) continue
    if (outer && outer.sign === undefined) all[unit.opens ? before : after] = numbered(outer, outerSide)
  }
  return all
}

/** The index of the next unit that is no sign of emphasis. */
function beside(units: readonly Unit[], from: number, step: 1 | -1): number {
  let at = from
  while (units[at]?.sign !== undefined) at += step
  return at
}

function characterOf(unit: Unit | undefined, side: 'first' | 'last'): string {
  return unit?.sign === undefined ? (unit?.[side] ?? ' ') : ' '
}

function numbered(unit: Extract<Unit, { written: string }>, side: 'first' | 'last'): Unit {
  const character = unit[side]
  const number = `&#${character.codePointAt(0) ?? 0};`
  if (side === 'first' && unit.written.startsWith(character))
    return { ...unit, written: number + unit.written.slice(character.length), first: '&' }
  if (side === 'last' && unit.written.endsWith(character))
    return { ...unit, written: unit.written.slice(0, -character.length) + number, last: ';' }
  return unit
}
