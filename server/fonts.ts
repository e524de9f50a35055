import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** A font family from npm. Fonts of the system are never used, because they may reveal who runs the server. */
export interface Family {
  /** The name in the font's files. SVG refers to it. */
  name: string
  /** Matches a text that needs this family. The body's family has no pattern, because every text needs it. */
  script?: RegExp
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

/** From Google Fonts, in two weights. */
function noto(script: string): Family {
  return {
    name: `Noto Sans ${script}`,
    script: new RegExp(`\\p{Script=${script}}`, 'u'),
    ...packaged(`@expo-google-fonts/noto-sans-${script.toLowerCase()}`, `NotoSans${script}_400Regular.ttf`, [
      ...['400Regular', '600SemiBold'],
    ]),
  }
}

/** In this order a PDF looks for characters that the body's family lacks. */
const scripts: readonly Family[] = [
  {
    name: 'Noto Naskh Arabic',
    script: /\p{Script=Arabic}/u,
    ...packaged('@embedpdf/fonts-arabic', 'NotoNaskhArabic-Regular.ttf', ['../fonts']),
  },
  {
    name: 'Noto Sans Hebrew',
    script: /\p{Script=Hebrew}/u,
    ...packaged('@embedpdf/fonts-hebrew', 'NotoSansHebrew-Regular.ttf', ['../fonts']),
  },
  ...['Armenian', 'Georgian'].map(noto),
  {
    name: 'Noto Sans Coptic',
    script: /\p{Script=Coptic}/u,
    ...packaged('@expo-google-fonts/noto-sans-coptic', 'NotoSansCoptic_400Regular.ttf', ['']),
  },
  ...['Ethiopic', 'Devanagari', 'Bengali', 'Gujarati', 'Gurmukhi', 'Kannada', 'Malayalam', 'Sinhala'].map(noto),
  ...['Tamil', 'Telugu', 'Thai', 'Lao', 'Khmer', 'Myanmar'].map(noto),
]

/** For Chinese, Japanese and Korean, which share characters of different shapes. */
const han: Readonly<Record<HanReader, Family>> = {
  zh: {
    name: 'Noto Sans S Chinese',
    script: /\p{Script=Han}/u,
    ...packaged('@embedpdf/fonts-sc', 'NotoSansHans-Regular.otf', ['../fonts']),
  },
  ja: {
    name: 'BIZ UDPGothic',
    script: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
    ...packaged('@expo-google-fonts/biz-udpgothic', 'BIZUDPGothic_400Regular.ttf', ['400Regular', '700Bold']),
  },
  ko: {
    name: 'NanumGothic',
    script: /\p{Script=Hangul}/u,
    ...packaged('@expo-google-fonts/nanum-gothic', 'NanumGothic_400Regular.ttf', ['400Regular', '700Bold']),
  },
}

const code: Pick<Family, 'name' | 'folders'> = {
  name: 'Source Code Pro',
  ...packaged('@expo-google-fonts/source-code-pro', '', ['400Regular', '600SemiBold']),
}

/** The families of all texts in PDFs and cards. */
export const families: readonly Family[] = [body, ...scripts, ...Object.values(han)]

/** The names of the families, for the template of a PDF. */
export const familyNames = {
  body: body.name,
  code: code.name,
  scripts: scripts.map(({ name }) => name),
  han: { zh: han.zh.name, ja: han.ja.name, ko: han.ko.name } satisfies Record<HanReader, string>,
}

/** Packages with the fonts of pages, in the format of browsers. web/fonts.css names their families. */
export const pageFontPackages = ['@fontsource/source-serif-4', '@fontsource/source-sans-3'] as const

/** Folders for a typesetter that chooses the files itself. Includes the family for code. */
export function fontFolders(): string[] {
  return [...families, code].flatMap(({ folders }) => folders)
}

/** Files of the families that a text needs. Some have several megabytes, so the others are not read. */
export function fontFilesFor(text: string): string[] {
  return families.filter(({ script }) => script === undefined || script.test(text)).map(({ regular }) => regular)
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
