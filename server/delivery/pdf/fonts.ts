import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The scripts that have a family of their own, besides the Latin, Greek and Cyrillic of the body. */
const NOTO_SCRIPTS = [
  'armenian',
  'bengali',
  'devanagari',
  'ethiopic',
  'georgian',
  'gujarati',
  'gurmukhi',
  'kannada',
  'khmer',
  'lao',
  'malayalam',
  'myanmar',
  'sinhala',
  'tamil',
  'telugu',
  'thai',
] as const

const ROMAN_AND_ITALIC = ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic']

/** Folders of font files. Every weight that the template asks for is among them, so nothing of the system is needed. */
export function fontFolders(): string[] {
  return [
    ...folders('@expo-google-fonts/source-serif-4', ROMAN_AND_ITALIC),
    ...folders('@expo-google-fonts/source-code-pro', ['400Regular', '600SemiBold']),
    ...NOTO_SCRIPTS.flatMap((script) =>
      folders(`@expo-google-fonts/noto-sans-${script}`, ['400Regular', '600SemiBold']),
    ),
    ...folders('@expo-google-fonts/noto-sans-coptic', ['']),
    ...folders('@embedpdf/fonts-arabic', ['../fonts']),
    ...folders('@embedpdf/fonts-hebrew', ['../fonts']),
    ...folders('@embedpdf/fonts-sc', ['../fonts']),
    ...folders('@expo-google-fonts/biz-udpgothic', ['400Regular', '700Bold']),
    ...folders('@expo-google-fonts/nanum-gothic', ['400Regular', '700Bold']),
  ]
}

function folders(name: string, inside: string[]): string[] {
  const home = dirname(require.resolve(name))
  return inside.map((folder) => join(home, folder))
}

export type HanReader = 'zh' | 'ja' | 'ko'

/** Han characters are drawn differently in China and Japan; kana and hangul tell whose they are. */
export function hanReaderOf(text: string, language: string): HanReader | null {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja'
  if (/\p{Script=Hangul}/u.test(text)) return 'ko'
  if (!/\p{Script=Han}/u.test(text)) return null
  return language.startsWith('ja') ? 'ja' : 'zh'
}

/** The direction of the first letter that has one, as Unicode's bidirectional algorithm takes it. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const first = /[\p{L}]/u.exec(text)?.[0] ?? ''
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)
    ? 'rtl'
    : 'ltr'
}
