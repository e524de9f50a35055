import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** A font family from npm. Fonts of the system are never used, because they may reveal who runs the server. */
export interface Family {
  /** The name in the font's files. SVG refers to it. */
  name: string
  /** Folders of its package with the weights and styles that the PDF needs. */
  folders: readonly string[]
  /** The file of the regular weight, upright. */
  regular: string
}

const body: Family = {
  name: 'Source Serif 4',
  ...packaged('@expo-google-fonts/source-serif-4', 'SourceSerif4_400Regular.ttf', [
    ...['400Regular', '400Regular_Italic'],
    ...['600SemiBold', '600SemiBold_Italic'],
  ]),
}

/**
 * From Google Fonts.
 * @param bold the folder of the bolder weight; null if the family has one weight
 */
function noto(name: string, bold: string | null = '600SemiBold'): Family {
  return {
    name,
    ...packaged(
      `@expo-google-fonts/${name.toLowerCase().replaceAll(' ', '-')}`,
      `${name.replaceAll(' ', '')}_400Regular.ttf`,
      bold === null ? ['400Regular'] : ['400Regular', bold],
    ),
  }
}

/** In this order a PDF looks for characters that the body's family lacks. */
const scripts: readonly Family[] = [
  noto('Noto Serif'),
  {
    name: 'Noto Naskh Arabic',
    ...packaged('@embedpdf/fonts-arabic', 'NotoNaskhArabic-Regular.ttf', ['../fonts']),
  },
  {
    name: 'Noto Sans Hebrew',
    ...packaged('@embedpdf/fonts-hebrew', 'NotoSansHebrew-Regular.ttf', ['../fonts']),
  },
  noto('Noto Sans Armenian'),
  noto('Noto Sans Georgian'),
  {
    name: 'Noto Sans Coptic',
    ...packaged('@expo-google-fonts/noto-sans-coptic', 'NotoSansCoptic_400Regular.ttf', ['']),
  },
  noto('Noto Sans Ethiopic'),
  noto('Noto Sans Devanagari'),
  noto('Noto Sans Bengali'),
  noto('Noto Sans Gujarati'),
  noto('Noto Sans Gurmukhi'),
  noto('Noto Sans Kannada'),
  noto('Noto Sans Malayalam'),
  noto('Noto Sans Oriya'),
  noto('Noto Sans Sinhala'),
  noto('Noto Sans Tamil'),
  noto('Noto Sans Telugu'),
  noto('Noto Sans Thai'),
  noto('Noto Sans Lao'),
  noto('Noto Sans Khmer'),
  noto('Noto Sans Myanmar'),
  noto('Noto Sans Meetei Mayek'),
  noto('Noto Sans Ol Chiki'),
  noto('Noto Sans Javanese'),
  noto('Noto Sans Balinese'),
  noto('Noto Sans Thaana'),
  noto('Noto Sans Syriac'),
  noto('Noto Sans Adlam'),
  noto('Noto Sans Cherokee'),
  noto('Noto Sans Canadian Aboriginal'),
  noto('Noto Sans Tifinagh', null),
  noto('Noto Sans NKo', null),
  noto('Noto Sans Mongolian', null),
  noto('Noto Sans Vai', null),
  noto('Noto Sans Yi', null),
  noto('Noto Serif Tibetan'),
]

/** For Chinese, Japanese and Korean, which share characters of different shapes. */
const han: Readonly<Record<HanReader, Family>> = {
  zh: {
    name: 'Noto Sans S Chinese',
    ...packaged('@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf', ['../fonts']),
  },
  ja: {
    name: 'BIZ UDPGothic',
    ...packaged('@expo-google-fonts/biz-udpgothic', 'BIZUDPGothic_400Regular.ttf', ['400Regular', '700Bold']),
  },
  ko: {
    name: 'NanumGothic',
    ...packaged('@expo-google-fonts/nanum-gothic', 'NanumGothic_400Regular.ttf', ['400Regular', '700Bold']),
  },
}

/** Rare Han characters of names, signs and emoji. They come last, because they also hold characters of the families before them. */
const rest: readonly Family[] = [
  noto('Noto Sans JP', '700Bold'),
  noto('Noto Sans Math', null),
  noto('Noto Sans Symbols'),
  noto('Noto Sans Symbols 2', null),
  noto('Noto Emoji'),
]

const code: Pick<Family, 'name' | 'folders'> = {
  name: 'Source Code Pro',
  ...packaged('@expo-google-fonts/source-code-pro', '', ['400Regular', '600SemiBold']),
}

/** The families of all texts in PDFs and cards. */
export const families: readonly Family[] = [body, ...scripts, ...Object.values(han), ...rest]

/** The names of the families, for the template of a PDF. */
export const familyNames = {
  body: body.name,
  code: code.name,
  scripts: scripts.map(({ name }) => name),
  rest: rest.map(({ name }) => name),
  han: { zh: han.zh.name, ja: han.ja.name, ko: han.ko.name } satisfies Record<HanReader, string>,
}

/** Packages with the fonts of pages, in the format of browsers. web/fonts.css names their families. */
export const pageFontPackages = ['@fontsource/source-serif-4', '@fontsource/source-sans-3'] as const

/** Folders for a typesetter that chooses the files itself. Includes the family for code. */
export function fontFolders(): string[] {
  return [...families, code].flatMap(({ folders }) => folders)
}

function packaged(name: string, file: string, inside: readonly string[]): Pick<Family, 'folders' | 'regular'> {
  const home = dirname(require.resolve(name))
  const folders = inside.map((folder) => join(home, folder))
  return { folders, regular: join(folders[0] ?? home, file) }
}

export type HanReader = 'zh' | 'ja' | 'ko'

/** The language whose shapes of Han characters a text needs, because they differ. Kana mean Japanese and hangul mean Korean. */
export function hanReaderOf(text: string, language: string): HanReader | null {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja'
  if (/\p{Script=Hangul}/u.test(text)) return 'ko'
  if (!/\p{Script=Han}/u.test(text)) return null
  return language.startsWith('ja') ? 'ja' : 'zh'
}

/** The direction of the first letter that has one, as in Unicode's bidirectional algorithm (UAX #9, P2 and P3). */
export function directionOfText(text: string): 'ltr' | 'rtl' {
  const first = /[\p{L}]/u.exec(text)?.[0] ?? ''
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)
    ? 'rtl'
    : 'ltr'
}
