import type { Node } from 'prosemirror-model'
import { nodes } from './schema.ts'

/** A piece of a document's visible text. `at` is its place in the text, `position` that in the document. */
interface Piece {
  at: number
  position: number
  length: number
}

/** The text that readers see of a document, without marks and without the numbers of sources. */
export interface VisibleText {
  /** The blocks, joined by a line end. */
  text: string
  /**
   * Returns the positions in the document of a passage of the text.
   * @param start of the passage in UTF-16 units, within the text
   * @param end after `start`
   */
  rangeOf: (start: number, end: number) => { from: number; to: number }
  /** The reverse of `rangeOf`. Positions between blocks count as the beginning of the next block, or the end of the text. */
  passageOf: (from: number, to: number) => { start: number; end: number }
}

export function visibleText(document: Node): VisibleText {
  const pieces: Piece[] = []
  const parts: string[] = []
  let length = 0
  const add = (text: string) => {
    parts.push(text)
    length += text.length
  }
  document.descendants((node, position) => {
    if (node.isTextblock && (pieces.length > 0 || length > 0)) add('\n')
    if (node.isTextblock) pieces.push({ at: length, position: position + 1, length: 0 })
    const text = node.isText ? (node.text ?? '') : node.type === nodes.hard_break ? '\n' : ''
    if (text === '') return
    pieces.push({ at: length, position, length: text.length })
    add(text)
  })
  return {
    text: parts.join(''),
    rangeOf: (start, end) => {
      // A line end between two blocks begins where the first ends, and ends where the second begins.
      const [first, last] = [pieces.findLast(({ at }) => at <= start), pieces.findLast(({ at }) => at < end)]
      const next = last && last.at + last.length < end ? (pieces.find(({ at }) => at >= end) ?? last) : last
      const from = positionIn(first, start)
      return { from, to: Math.max(from, positionIn(next, end)) }
    },
    passageOf: (from, to) => ({
      start: placeIn(pieces, from, length),
      end: Math.max(placeIn(pieces, from, length), placeIn(pieces, to, length)),
    }),
  }
}

function positionIn(piece: Piece | undefined, place: number): number {
  return piece ? piece.position + Math.min(piece.length, Math.max(0, place - piece.at)) : 0
}

function placeIn(pieces: readonly Piece[], position: number, length: number): number {
  const piece = pieces.find((each) => each.position + each.length >= position)
  return piece ? piece.at + Math.max(0, position - piece.position) : length
}
