import { Resvg } from '@resvg/resvg-js'
import { cardSvg } from '../../letter/circle-rules.ts'
import { fontFilesFor } from '../../text/fonts.ts'

/** Draws a card as PNG. It runs in a child process (draw-card.ts), and never in a font of the system, which may say who runs it. */
export function work([places, card]: Parameters<typeof cardSvg>): Uint8Array {
  const fontFiles = fontFilesFor(Object.values(card).join(' '))
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Source Serif 4' }
  return new Resvg(cardSvg(places, card), { font }).render().asPng()
}
