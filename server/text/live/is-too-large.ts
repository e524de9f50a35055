import * as Y from 'yjs'
import { nodes } from '../document/schema.ts'
import { fragmentOf } from './document-of.ts'

/**
 * Limits of a shared document. They are above those of a letter, so that people can paste first and shorten then, and what does not fit is not lost. Writing Markdown takes
 * a second for 5,000 pieces, and for 500 sources. For sources, the time grows with the square of their number.
 */
export const mostOfDocument = { characters: 400_000, pieces: 5000, sources: 500 } as const

/**
 * Tells whether a shared document is larger than a person would type. A forged one could otherwise hold the server up for minutes.
 * Pieces are blocks, line breaks, references, and runs of text with the same marks.
 */
export function isTooLarge(shared: Y.Doc): boolean {
  const size = { characters: 0, pieces: 0, sources: 0 }
  const isBeyond = () =>
    size.characters > mostOfDocument.characters ||
    size.pieces > mostOfDocument.pieces ||
    size.sources > mostOfDocument.sources
  const waiting: (Y.XmlFragment | Y.XmlText)[] = [fragmentOf(shared)]
  for (let next = waiting.pop(); next && !isBeyond(); next = waiting.pop()) {
    if (next instanceof Y.XmlText) {
      size.characters += next.length
      if (!isBeyond()) size.pieces += (next.toDelta() as unknown[]).length
      continue
    }
    size.pieces += next.length
    if (next instanceof Y.XmlElement && next.nodeName === nodes.source.name) size.sources++
    if (isBeyond()) break
    for (const child of next.toArray())
      if (child instanceof Y.XmlText || child instanceof Y.XmlElement) waiting.push(child)
  }
  return isBeyond()
}
