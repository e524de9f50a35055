import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { cardSvg } from '../../letter/circle-rules.ts'

const require = createRequire(import.meta.url)
const latin = fontFile('@expo-google-fonts/source-serif-4', '400Regular/SourceSerif4_400Regular.ttf')

/** Fonts of a few megabytes are read only where the words need them. */
const others: readonly [RegExp, string][] = [
  [/\p{Script=Arabic}/u, fontFile('@embedpdf/fonts-arabic', '../fonts/NotoNaskhArabic-Regular.ttf')],
  [/\p{Script=Hebrew}/u, fontFile('@embedpdf/fonts-hebrew', '../fonts/NotoSansHebrew-Regular.ttf')],
  [/\p{Script=Han}/u, fontFile('@embedpdf/fonts-sc', '../fonts/NotoSansHans-Regular.otf')],
  [
    /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
    fontFile('@expo-google-fonts/biz-udpgothic', '400Regular/BIZUDPGothic_400Regular.ttf'),
  ],
  [/\p{Script=Hangul}/u, fontFile('@expo-google-fonts/nanum-gothic', '400Regular/NanumGothic_400Regular.ttf')],
]

/** Draws a card as PNG. It runs in a child process (draw-card.ts), and never in a font of the system, which may say who runs it. */
export function work([places, card]: Parameters<typeof cardSvg>): Uint8Array {
  const text = Object.values(card).join(' ')
  const fontFiles = [latin, ...others.filter(([script]) => script.test(text)).map(([, file]) => file)]
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Source Serif 4' }
  return new Resvg(cardSvg(places, card), { font }).render().asPng()
}

function fontFile(name: string, inside: string): string {
  return join(dirname(require.resolve(name)), inside)
}
