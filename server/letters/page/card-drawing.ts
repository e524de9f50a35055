import { Resvg } from '@resvg/resvg-js'
import { join } from 'node:path'
import { cardSvg } from '../../letter/circle-drawing.ts'
import { directionOfText, hanReaderOf } from '../../fonts.ts'
import { Typesetter } from '../../rendering/typst.ts'
import type { Card } from './draw-card.ts'

const typesetter = new Typesetter(join(import.meta.dirname, 'card.typ'))

/**
 * Draws a card as PNG, in a child process (draw-card.ts). It gets texts instead of messages. Typst sets the words, because resvg
 * overlaps letters of Indian scripts and finds a second font for few texts.
 */
export function work([places, { title, words, by, language }]: Card): Uint8Array {
  const part = (text: string) => ({ text, dir: directionOfText(text) })
  const data = { title: part(title), words: part(words), by: part(by), han: hanReaderOf(title, language) ?? 'zh' }
  const set = typesetter.set(data, (compiler, document) => compiler.plainSvg(document))
  // Points of the template are pixels of the card.
  const inPoints = 'width="1200pt" height="630pt"'
  if (!set.includes(inPoints)) throw new Error('the words of a card have another size than the card')
  const inPixels = set.replace(inPoints, 'width="1200" height="630"')
  // The words are outlines by now, so that no font is needed.
  return new Resvg(cardSvg(places, inPixels), { font: { loadSystemFonts: false } }).render().asPng()
}
