import { Fragment, Slice, type Mark, type Node } from 'prosemirror-model'
import { changesBetween, type Change } from './changes.ts'
import { fromMarkdown } from './from-markdown.ts'
import { letterSchema, nodes } from './schema.ts'
import { toMarkdown } from './to-markdown.ts'
import { visibleText, type VisibleText } from './visible-text.ts'

/** A passage of a visible text (visible-text.ts), in UTF-16 units. `end` is after `start`. */
export interface Passage {
  start: number
  end: number
}

/** Where a comment belongs. */
export interface Anchor {
  /** The words on which it was made. They never change. */
  quote: string
  /** Where these words are now, with what was changed inside of them. Null if the passage is gone. */
  passage: Passage | null
}

/** A quote that is shorter is not looked for in other places, because it may stand anywhere. */
const shortestToFind = 12
/** Characters that all searches for lost passages compare. They take about 50 ms. */
const mostCompared = 10_000_000
const indexed = 12

/**
 * Moves anchors from a visible text to the next one. Total: each passage of the result is within the new text and not empty. The time
 * is bounded for every text.
 *
 * A passage keeps its words if the text changes around it. It follows changes inside of it. If all of its words were replaced, the
 * passage is gone. A passage that is gone is found again where its quote, of some length, stands exactly once: so a moved paragraph
 * takes its comments along, and undo brings them back.
 */
export function moveAnchors(before: string, after: string, anchors: readonly Anchor[]): Anchor[] {
  if (before === after) return [...anchors]
  const changes = changesBetween(before, after)
  const moved = anchors.map((anchor) => {
    const passage = within(before, anchor.passage)
    const words = passage ? before.slice(passage.start, passage.end) : anchor.quote
    const exact = passage && exactPlace(before, after, changes, passage)
    return { anchor, words, exact, close: passage && !exact ? moveBy(changes, passage, before, after) : null }
  })
  const sought = moved.flatMap(({ anchor, words, exact }) => (exact ? [] : [words, anchor.quote]))
  const found = findLost(after, sought)
  return moved.map(({ anchor, words, exact, close }) => {
    const passage = exact ?? found.get(words) ?? close ?? found.get(anchor.quote) ?? null
    return { ...anchor, passage }
  })
}

function within(text: string, passage: Passage | null): Passage | null {
  return passage && passage.start >= 0 && passage.start < passage.end && passage.end <= text.length ? passage : null
}

/** Where the same words are after the changes. Null if they were changed, or moved. */
function exactPlace(before: string, after: string, changes: readonly Change[], passage: Passage): Passage | null {
  const { start, end } = passage
  const words = before.slice(start, end)
  const moved = moveBy(changes, passage, before, after, true)
  if (moved && after.slice(moved.start, moved.end) === words) return moved
  // Repeated words can be matched in several ways. After one change elsewhere, the passage is as far from the beginning or the end
  // of the text as it was.
  const places = [start, start + after.length - before.length]
  const exact = places.filter((at) => at >= 0 && after.slice(at, at + words.length) === words)
  const [best] = exact.sort((one, other) => around(before, start, after, other) - around(before, start, after, one))
  return best === undefined ? null : { start: best, end: best + words.length }
}

/** @param exact if spaces at the edges count */
function moveBy(
  changes: readonly Change[],
  { start, end }: Passage,
  before: string,
  after: string,
  exact = false,
): Passage | null {
  const shows = (from: number, to: number) => /[\p{L}\p{N}]/u.test(before.slice(from, to))
  const signs = !shows(start, end)
  const isKept = (from: number, to: number) => from < to && (signs ? from < to : shows(from, to))
  let [newStart, newEnd, unseen, kept] = [start, end, start, false]
  for (const change of changes) {
    if (change.start >= end) break
    if (change.end <= start) newStart += change.newEnd - change.newStart - (change.end - change.start)
    else {
      // What is replaced together with words outside of the passage belongs to neither.
      if (change.start < start) newStart = change.newEnd
      kept ||= isKept(unseen, change.start)
      unseen = Math.max(unseen, change.end)
    }
    newEnd = change.end > end ? change.newStart : change.newEnd + (end - change.end)
  }
  kept ||= isKept(unseen, end)
  if (!kept || newStart >= newEnd) return null
  return exact ? { start: newStart, end: newEnd } : withoutSpace(after, { start: newStart, end: newEnd })
}

/** Leaves out spaces that a changed passage begins or ends with. */
function withoutSpace(text: string, { start, end }: Passage): Passage | null {
  const shown = text.slice(start, end)
  const at = start + shown.length - shown.trimStart().length
  return shown.trim() === '' ? null : { start: at, end: at + shown.trim().length }
}

/** How many characters before a place are the same in both texts, up to 50. */
function around(before: string, start: number, after: string, at: number): number {
  let same = 0
  while (same < 50 && same < start && same < at && before[start - same - 1] === after[at - same - 1]) same++
  return same
}

/** Finds quotes that stand exactly once in a text. */
function findLost(text: string, quotes: readonly string[]): Map<string, Passage> {
  const lost = new Map<string, readonly string[]>()
  for (const quote of new Set(quotes)) {
    if (quote.length < shortestToFind) continue
    const key = quote.slice(0, indexed)
    lost.set(key, [...(lost.get(key) ?? []), quote])
  }
  const found = new Map<string, Passage | 'twice'>()
  if (lost.size === 0) return new Map()
  let budget = mostCompared
  for (let start = 0; start + indexed <= text.length; start++) {
    const key = text.slice(start, start + indexed)
    for (const quote of lost.get(key) ?? []) {
      budget -= quote.length
      // A search that is not finished does not know whether a quote stands once.
      if (budget < 0) return new Map()
      if (!text.startsWith(quote, start)) continue
      if (found.has(quote)) lost.set(key, lost.get(key)?.filter((other) => other !== quote) ?? [])
      found.set(quote, found.has(quote) ? 'twice' : { start, end: start + quote.length })
    }
  }
  return new Map([...found].flatMap(([quote, at]) => (at === 'twice' ? [] : [[quote, at] as const])))
}

/**
 * Finds the words that somebody typed or copied, in a visible text. Spaces, line ends, quotation marks and dashes count as the same
 * however they are typed.
 * @param near where the words were seen. Decides if they stand there.
 * @returns `several` if they stand in several places and `near` does not decide
 */
export function findQuote(text: string, typed: string, near?: number): Passage | 'none' | 'several' {
  const exact = near !== undefined && typed !== '' && text.startsWith(typed, near)
  if (exact) return { start: near, end: near + typed.length }
  const [whole, part] = [plain(text), plain(typed.trim())]
  if (part.text === '') return 'none'
  const at = whole.text.indexOf(part.text)
  if (at === -1) return 'none'
  if (whole.text.includes(part.text, at + 1)) return 'several'
  return { start: whole.places[at] ?? 0, end: whole.places[at + part.text.length] ?? text.length }
}

const alike: [RegExp, string][] = [
  [/^\s/, ' '],
  [/^[“”„«»"]/, '"'],
  [/^[‘’‚']/, "'"],
  [/^(?:[–—]|--)/, '-'],
]

/** A text with one form of everything that is typed in several ways. `places`: where each character, and the end, was. */
function plain(text: string): { text: string; places: number[] } {
  let shown = ''
  const places: number[] = []
  for (const { 0: piece, index } of text.matchAll(/\s+|---?|\.\.\.|[^]/g)) {
    const form = piece === '...' ? '…' : (alike.find(([sign]) => sign.test(piece))?.[1] ?? piece)
    for (let unit = 0; unit < form.length; unit++) places.push(index + unit)
    shown += form
  }
  places.push(text.length)
  return { text: shown, places }
}

/**
 * Replaces a passage of a letter's Markdown. Only the words that differ are replaced, so bold, links and the numbers of sources beside
 * them stay.
 * @param passage of the text's visible text
 * @returns the new Markdown. Null if the passage is not in the text, or if it runs over blocks that cannot be joined
 */
export function withReplacement(markdown: string, passage: Passage, replacement: string): string | null {
  const document = fromMarkdown(markdown)
  const { text, rangeOf } = visibleText(document)
  if (passage.start < 0 || passage.start >= passage.end || passage.end > text.length) return null
  const { start, end } = replacement === '' ? withSpace(text, passage) : passage
  const changes = changesBetween(text.slice(start, end), replacement)
  let result: Node | null = document
  for (const change of changes.toReversed()) {
    const [at, to] = [start + change.start, start + change.end]
    const words = replacement.slice(change.newStart, change.newEnd)
    const range = at < to ? rangeOf(at, to) : insertion(rangeOf, text, at, start)
    result = result && replaced(result, range, words)
  }
  return result && toMarkdown(result)
}

/** An insertion belongs to the word before it, except at the beginning of the passage or of a line. */
function insertion(rangeOf: VisibleText['rangeOf'], text: string, at: number, start: number) {
  const { from, to } = at > start && text[at - 1] !== '\n' ? rangeOf(at - 1, at) : rangeOf(at, at + 1)
  return at > start && text[at - 1] !== '\n' ? { from: to, to } : { from, to: from }
}

/** Words that are left out take one of the two spaces around them along. */
function withSpace(text: string, { start, end }: Passage): Passage {
  const [before, after] = [text[start - 1], text[end]]
  if (before === ' ' && (after === undefined || /[\s.,;:!?)]/.test(after))) return { start: start - 1, end }
  return after === ' ' && (before === undefined || before === '\n') ? { start, end: end + 1 } : { start, end }
}

function replaced(document: Node, { from, to }: { from: number; to: number }, words: string): Node | null {
  const [$from, $to] = [document.resolve(from), document.resolve(to)]
  const { parent } = $from
  const marksThere = from < to ? (document.nodeAt(from)?.marks ?? []) : $from.marks()
  const lines = parent.type === nodes.kept ? [words] : words.split('\n')
  const content = lines.map((line) => inline(line, parent.type === nodes.kept ? [] : marksThere))
  try {
    if (lines.length === 1 && $from.sameParent($to))
      return document.replace(from, to, new Slice(content[0] ?? Fragment.empty, 0, 0))
    const blocks = content.map((line) => parent.type.create(parent.attrs, line))
    return document.replace(from, to, new Slice(Fragment.fromArray(blocks), 1, 1))
  } catch {
    // A ReplaceError or a RangeError: the blocks cannot be joined.
    return null
  }
}

function inline(line: string, marksThere: readonly Mark[]): Fragment {
  return line === '' ? Fragment.empty : Fragment.from(letterSchema.text(line, marksThere))
}
