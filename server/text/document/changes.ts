/** A range of one text that became another range in the next. In UTF-16 units. One of the two may be empty. */
export interface Change {
  start: number
  end: number
  newStart: number
  newEnd: number
}

/** Edits of one comparison. The memory grows with the square: 1,000 need 4 MB. */
const mostEdits = 1000
/** Steps of all comparisons of two texts. They take about 50 ms. */
const mostSteps = 5_000_000

/**
 * Compares two texts by paragraphs, and those that differ by words. Total. The time is bounded for every text: where too much
 * differs, the whole range counts as replaced.
 * @returns the changes in their order. Between two of them there is at least one character that stayed.
 */
export function changesBetween(before: string, after: string): Change[] {
  const differs = trimmed(before, after, { start: 0, end: before.length, newStart: 0, newEnd: after.length })
  if (isEmpty(differs)) return []
  // Every paragraph ends with a line end, so that the last one equals others with its words.
  const [old, fresh] = [`${before}\n`, `${after}\n`]
  const budget = { steps: mostSteps }
  const byParagraph = compared(old, fresh, wholeLines(old, differs), paragraphs, budget)
  const byWord = byParagraph.flatMap((change) => compared(old, fresh, change, words, budget))
  const exact = byWord.map((change) => trimmed(old, fresh, change)).filter((change) => !isEmpty(change))
  return exact.map((change) =>
    change.end > before.length || change.newEnd > after.length ? moved(change, -1) : change,
  )
}

/** The same change one unit earlier, for lines that were added or removed at the end: the line end before them goes instead. */
function moved({ start, end, newStart, newEnd }: Change, by: number): Change {
  return { start: start + by, end: end + by, newStart: newStart + by, newEnd: newEnd + by }
}

/** Both texts are the same before and after the range, so its lines begin and end alike. */
function wholeLines(old: string, { start, end, newStart, newEnd }: Change): Change {
  const back = start - (old.lastIndexOf('\n', start - 1) + 1)
  const on = old.indexOf('\n', end) + 1 - end
  const nothing = start === 0 ? 0 : back
  return { start: start - nothing, end: end + on, newStart: newStart - nothing, newEnd: newEnd + on }
}

const paragraphs = /[^\n]*\n/g
/** Scripts without spaces are compared by character. */
const words =
  /[\p{Ideographic}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[\p{L}\p{M}\p{N}]+|\s+|[^]/gu

function isEmpty({ start, end, newStart, newEnd }: Change): boolean {
  return start === end && newStart === newEnd
}

/** Leaves out what both ranges begin and end with. Never parts the two halves of a character. */
function trimmed(before: string, after: string, { start, end, newStart, newEnd }: Change): Change {
  const most = Math.min(end - start, newEnd - newStart)
  let same = 0
  while (same < most && before.charCodeAt(start + same) === after.charCodeAt(newStart + same)) same++
  if (same > 0 && isFirstHalf(before.charCodeAt(start + same - 1))) same--
  let tail = 0
  while (tail < most - same && before.charCodeAt(end - tail - 1) === after.charCodeAt(newEnd - tail - 1)) tail++
  if (tail > 0 && isSecondHalf(before.charCodeAt(end - tail))) tail--
  return { start: start + same, end: end - tail, newStart: newStart + same, newEnd: newEnd - tail }
}

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}

function isSecondHalf(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000
}

function compared(
  before: string,
  after: string,
  change: Change,
  tokens: RegExp,
  budget: { steps: number },
): readonly Change[] {
  if (change.start === change.end || change.newStart === change.newEnd) return [change]
  const ids = new Map<string, number>()
  const one = tokensOf(before, change.start, change.end, tokens, ids)
  const other = tokensOf(after, change.newStart, change.newEnd, tokens, ids)
  const path = shortestEdit(one.ids, other.ids, budget)
  return path ? changesOf(path, one.ends, other.ends, change) : [change]
}

/** The tokens of a range as numbers, equal for equal tokens, and where each ends. */
function tokensOf(text: string, start: number, end: number, tokens: RegExp, ids: Map<string, number>) {
  const found: number[] = []
  const ends: number[] = []
  for (const { 0: token, index } of text.slice(start, end).matchAll(tokens)) {
    const id = ids.get(token) ?? ids.size
    ids.set(token, id)
    found.push(id)
    ends.push(start + index + token.length)
  }
  return { ids: found, ends }
}

/** @param path pairs of equal tokens, in their order */
function changesOf(
  path: readonly (readonly [number, number])[],
  ends: readonly number[],
  newEnds: readonly number[],
  { start, end, newStart, newEnd }: Change,
): Change[] {
  const changes: Change[] = []
  let [at, newAt] = [start, newStart]
  for (const [one, other] of path) {
    const [from, newFrom] = [ends[one - 1] ?? start, newEnds[other - 1] ?? newStart]
    if (from > at || newFrom > newAt) changes.push({ start: at, end: from, newStart: newAt, newEnd: newFrom })
    at = ends[one] ?? from
    newAt = newEnds[other] ?? newFrom
  }
  if (end > at || newEnd > newAt) changes.push({ start: at, end, newStart: newAt, newEnd })
  return changes
}

/**
 * Finds equal tokens by the algorithm of E. W. Myers, “An O(ND) Difference Algorithm and Its Variations” (1986), section 4.
 * @returns null if it would need more than `mostEdits` edits, or more steps than the budget has
 */
function shortestEdit(
  one: readonly number[],
  other: readonly number[],
  budget: { steps: number },
): [number, number][] | null {
  const most = Math.min(mostEdits, one.length + other.length)
  const furthest = new Int32Array(2 * most + 3)
  const trace: Int32Array[] = []
  for (let edits = 0; edits <= most; edits++) {
    trace.push(furthest.slice(most - edits, most + edits + 3))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOf(furthest, most + 1 + diagonal, isDown(furthest, most + 1 + diagonal, diagonal, edits))
      while (x < one.length && x - diagonal < other.length && one[x] === other[x - diagonal]) {
        x++
        budget.steps--
      }
      furthest[most + 1 + diagonal] = x
      if (x >= one.length && diagonal === one.length - other.length) return pathTo(one.length, other.length, trace)
    }
    budget.steps -= edits
    if (budget.steps < 0) return null
  }
  return null
}

/** True if one more edit reaches a diagonal best from the one above, by a token of the other text. */
function isDown(furthest: Int32Array, index: number, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && (furthest[index - 1] ?? 0) < (furthest[index + 1] ?? 0))
}

function startOf(furthest: Int32Array, index: number, down: boolean): number {
  return down ? (furthest[index + 1] ?? 0) : (furthest[index - 1] ?? 0) + 1
}

/** @param trace for each number of edits, how far one edit less reached. The middle of an array is the diagonal 0. */
function pathTo(endX: number, endY: number, trace: readonly Int32Array[]): [number, number][] {
  const path: [number, number][] = []
  let [x, y] = [endX, endY]
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits] ?? new Int32Array()
    const [diagonal, index] = [x - y, edits + 1 + x - y]
    const down = isDown(furthest, index, diagonal, edits)
    const start = startOf(furthest, index, down)
    while (x > start) path.push([--x, --y])
    if (down) y--
    else x--
  }
  return path.reverse()
}
