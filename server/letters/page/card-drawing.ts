import { Resvg } from '@resvg/resvg-js'
import { cardSvg } from '../../letter/circle-drawing.ts'
import { fontFilesFor } from '../../fonts.ts'

/**
 * Draws a card as PNG, in a child process (draw-card.ts). It gets texts instead of messages.
 * Uses no font of the operating system, because the choice of fonts may reveal who runs the server.
 */
export function work([places, card]: Parameters<typeof cardSvg>): Uint8Array {
  const fontFiles = fontFilesFor(Object.values(card).join(' '))
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Source Serif 4' }
  return new Resvg(cardSvg(places, card), { font }).render().asPng()
}
