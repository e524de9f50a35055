import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { faultInMarkdown } from '../../server/text/markdown.ts'
import { type PdfDocument, renderPdf as render, stopPdf } from '../../server/delivery/pdf/render-pdf.ts'
import { plainLetter, worded } from '../support/pdf-letter.ts'

const limits = { memory: 1_000_000_000, time: 60_000 }
const renderPdf = (document: PdfDocument) => render(document, limits)

const LETTER: PdfDocument = worded({
  ...plainLetter,
  markdown:
    'We load the *lorries* at **night**. See [the report](https://reports.example/night?year=2025).[^1]\n\n[^1]: From the works council.',
  demands: ['Two people at every dock.', 'Lights that work.'],
  tally: [{ label: 'verified work addresses', count: 1204 }],
  names: ['Ada Fenwick', 'Bo Lindgren'],
  marks: [{ label: 'signed with the name withheld', count: 37 }],
})

/** Scripts whose text can be extracted from a PDF letter by letter. */
const PLAIN_NAMES = [
  'Zoë Ångström-Żak',
  'Nguyễn Thị Hồng',
  'Ελένη Μαυρίδου',
  'Їжак Ґалаґан',
  'Անի Մանուկյան',
  'ნინო ბერიძე',
  'ሰላም ታደሰ',
  'Ⲙⲁⲣⲓⲁ',
  '王晓梅',
  '陳美玲',
  '佐藤 ひろみ',
  '김하늘',
]
const RIGHT_TO_LEFT_NAMES = ['ליאת ברק', 'سمير حداد']
/** Scripts whose letters merge into clusters, each with the font that draws it. */
const CLUSTERED_NAMES = {
  'मीरा जोशी': 'NotoSansDevanagari',
  'মিতা সেন': 'NotoSansBengali',
  கவிதா: 'NotoSansTamil',
  లక్ష్మి: 'NotoSansTelugu',
  'สมชาย ใจดี': 'NotoSansThai',
  ສົມພອນ: 'NotoSansLao',
  សុភា: 'NotoSansKhmer',
  မြင့်: 'NotoSansMyanmar',
  නිමල්: 'NotoSansSinhala',
  મીના: 'NotoSansGujarati',
  ਹਰਪ੍ਰੀਤ: 'NotoSansGurmukhi',
  ಸುಧಾ: 'NotoSansKannada',
  രാജി: 'NotoSansMalayalam',
}
const OUR_FONTS = /^[A-Z]{6}\+(SourceSerif4|SourceCodePro|NotoSans|NotoNaskhArabic|BIZUDPGothic|NanumGothic)/

async function open(pdf: Buffer) {
  const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages = await Promise.all(Array.from({ length: file.numPages }, (_, at) => file.getPage(at + 1)))
  return { file, pages }
}

async function textOf(pdf: Buffer): Promise<string> {
  const { pages } = await open(pdf)
  const contents = await Promise.all(pages.map((page) => page.getTextContent()))
  return contents
    .flatMap((content) => content.items)
    .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
    .join('')
}

async function fontsOf(pdf: Buffer): Promise<string[]> {
  const { pages } = await open(pdf)
  const fonts = new Set<string>()
  for (const page of pages) {
    await page.getOperatorList()
    for (const [, font] of page.commonObjs) if (font?.name) fonts.add(font.name as string)
  }
  return [...fonts]
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

describe('the PDF of a letter', () => {
  it('bears the text, the demands, the recipients, the names, the marks, what was verified and the hash', async () => {
    const text = (await textOf(await renderPdf(LETTER))).replaceAll(/[\s\u200b]+/g, ' ')
    for (const part of [
      'Keep the night shift safe',
      'We load the lorries at night.',
      'https://reports.example/night?year=2025',
      'From the works council.',
      'Two people at every dock.',
      'Ines Halvorsen, Head of Operations',
      'lantern.example',
      '1,204 verified work addresses',
      'Ada Fenwick',
      '37 signed with the name withheld',
      'Mailboxes verified, names as typed.',
      'Nobody checked who sits behind a mailbox.',
      'As of 9 March 2026',
      'Revision 3, published on 3 February 2026',
      LETTER.revision.hash,
      '2 of 3',
    ]) {
      expect(text).toContain(part)
    }
  })

  it('names nobody as its author, and gives a date without a time', async () => {
    const { file } = await open(await renderPdf(LETTER))
    const { info } = await file.getMetadata()
    expect(info).toMatchObject({ Title: LETTER.title, CreationDate: 'D:20260309000000Z', ModDate: 'D:20260309000000Z' })
    expect(info).not.toHaveProperty('Author')
  })

  it('is tagged, in the language of the letter', async () => {
    const { file } = await open(await renderPdf({ ...LETTER, language: 'pt-BR' }))
    expect(await file.getMarkInfo()).toMatchObject({ Marked: true })
    expect((await file.getMetadata()).info).toMatchObject({ Language: 'pt-BR' })
  })

  it('gives each name in its own script, with fonts of the project only', async () => {
    const names = [...PLAIN_NAMES, ...RIGHT_TO_LEFT_NAMES, ...Object.keys(CLUSTERED_NAMES)]
    const pdf = await renderPdf({ ...LETTER, names })
    const text = await textOf(pdf)
    for (const name of PLAIN_NAMES) expect(text).toContain(name)
    for (const word of RIGHT_TO_LEFT_NAMES.flatMap((name) => name.split(' '))) expect(text).toContain(word)
    const fonts = await fontsOf(pdf)
    for (const font of Object.values(CLUSTERED_NAMES)) expect(fonts.join()).toContain(font)
    for (const font of fonts) expect(font).toMatch(OUR_FONTS)
  })

  it('takes nothing that people wrote for the syntax of the template', async () => {
    const hostile = '#panic("x") $x^2$ @ref <label> [c] // end'
    const text = await textOf(
      await renderPdf({
        ...LETTER,
        title: hostile,
        demands: [hostile],
        names: [hostile, '*_ \\ `#sys`'],
        recipients: [{ name: hostile, office: hostile }],
        marks: [{ label: hostile, count: 1 }],
        coveringNote: '`#read("/etc/passwd")`',
      }),
    )
    expect(text.split('#panic').length - 1).toBe(10)
    expect(text.replaceAll(/\s+/g, ' ').split(hostile).length - 1).toBe(10)
    expect(text).toContain('*_ \\ `#sys`')
    expect(text).toContain('#read("/etc/passwd")')
  })

  it('sets a letter that is written from right to left, and one with every kind of block', async () => {
    const markdown =
      '## כותרת\n\nשלום\n\n> ציטוט\n\n- א\n- ב\n\n3. ג\n\n---\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| c | d |\n'
    const text = await textOf(await renderPdf({ ...LETTER, language: 'he', dir: 'rtl', title: 'מכתב', markdown }))
    for (const word of ['מכתב', 'כותרת', 'שלום', 'ציטוט', 'code']) expect(text).toContain(word)
  })

  it('sets a letter and a note that are at every bound of what may be typed', async () => {
    const lists = Array.from({ length: 6 }, (_, depth) => `${'  '.repeat(depth)}- item`).join('\n')
    const emphasis = '*a **b *c **d *e **f** e* d** c* b** a*'
    const link = `[here](https://e.example/${'a'.repeat(1970)})`
    const joined = 'क\u094d'.repeat(9) + 'क'
    const markdown = [`${'> '.repeat(6)}quote[^1]`, lists, emphasis, link, `${'Z' + '\u0301'.repeat(16)} ${joined}`]
    const footnote = `[^1]: ${'> '.repeat(6)}note`
    const letter = [...markdown, footnote].join('\n\n')
    const note = `${'> '.repeat(6)}1. ${'> '.repeat(6)}demand`
    expect(faultInMarkdown(letter)).toBeNull()
    const text = await textOf(await renderPdf({ ...LETTER, markdown: letter, coveringNote: note }))
    for (const word of ['quote', 'item', 'note', 'demand']) expect(text).toContain(word)
  })

  it('refuses a seal with text, and goes on with the next letter after a failure', async () => {
    const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inner}</svg>`
    await expect(renderPdf({ ...LETTER, seal: svg('<text>Ada</text>') })).rejects.toThrow('without text')
    await expect(renderPdf({ ...LETTER, seal: '<svg' })).rejects.toThrow('impossible')
    await expect(renderPdf({ ...LETTER, seal: svg('<circle r="3"/>') })).resolves.toBeInstanceOf(Buffer)
  })

  it('starts another process after the first was stopped', async () => {
    const refused = expect(renderPdf(LETTER)).rejects.toThrow('stopping')
    await stopPdf()
    await refused
    await expect(renderPdf(LETTER)).resolves.toBeInstanceOf(Buffer)
  })

  it('is the same bytes each time, whatever fonts the machine has', async () => {
    const first = await renderPdf(LETTER)
    expect(sha256(await renderPdf(LETTER))).toBe(sha256(first))

    const home = mkdtempSync(join(tmpdir(), 'pdf-home-'))
    try {
      installCrookedFont(join(home, '.fonts'))
      installCrookedFont(join(home, '.local/share/fonts'))
      expect(await hashElsewhere(home)).toBe(sha256(first))
    } finally {
      rmSync(home, { recursive: true })
    }
  })
})

/** Installs a font with the name of our body font and different widths. */
function installCrookedFont(folder: string): void {
  const home = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/source-serif-4'))
  const font = readFileSync(join(home, '400Regular/SourceSerif4_400Regular.ttf'))
  const entry = font.indexOf('hmtx')
  const start = font.readUInt32BE(entry + 8)
  font.fill(1, start, start + font.readUInt32BE(entry + 12))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'crooked.ttf'), font)
}

async function hashElsewhere(home: string): Promise<string> {
  const module = new URL('../../server/delivery/pdf/render-pdf.ts', import.meta.url).href
  const program = `
    import { createHash } from 'node:crypto'
    import { renderPdf, stopPdf } from ${JSON.stringify(module)}
    const pdf = await renderPdf(JSON.parse(process.env.LETTER), { memory: 1e9, time: 6e4 })
    console.log(createHash('sha256').update(pdf).digest('hex'))
    await stopPdf()`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program],
    { env: { PATH: process.env['PATH'] ?? '', HOME: home, LETTER: JSON.stringify(LETTER) } },
  )
  return stdout.trim()
}
