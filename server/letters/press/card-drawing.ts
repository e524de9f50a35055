import { Resvg } from '@resvg/resvg-js'
import { join } from 'node:path'
import { directionOfText, hanReaderOf } from '../../fonts.ts'
import { Typesetter } from '../../rendering/typst.ts'
import { cardShapes, cardSvg } from './card-shapes.ts'
import type { Card } from './draw-card.ts'

const typesetter = new Typesetter(join(import.meta.dirname, 'card.typ'))

/**
 * Draws a card as PNG, in a child process (draw-card.ts). It gets texts instead of messages. Typst sets the words, because resvg
 * overlaps letters of Indian scripts and finds a second font for few texts.
 */
export function work([places, { title, words, by, language }, size]: Card): Uint8Array {
  const part = (text: string) => ({ text, dir: directionOfText(text) })
  const shape = cardShapes[size]
  const { width, height } = shape
  const data = {
    title: part(title),
    words: part(words),
    by: part(by),
    han: hanReaderOf(title, language) ?? 'zh',
    shape,
  }
  const set = typesetter.set(data, (compiler, document) => compiler.plainSvg(document))
  // Points of the template are pixels of the card.
  const inPoints = `width="${String(width)}pt" height="${String(height)}pt"`
  if (!set.includes(inPoints)) throw new Error('the words of a card have another size than the card')
  const inPixels = set.replace(inPoints, `width="${String(width)}" height="${String(height)}"`)
  // The words are outlines by now, so that no font is needed.
  return new Resvg(cardSvg(places, inPixels, shape), { font: { loadSystemFonts: false } }).render().asPng()
}
