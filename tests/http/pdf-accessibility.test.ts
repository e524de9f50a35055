import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { circleSvg } from '../../server/letter/circle-drawing.ts'
import { qrCodeOf } from '../../server/letter/qr-code.ts'
import type { PdfDocument } from '../../server/delivery/pdf/render-pdf.ts'
import { setLetter } from '../support/pdf-letter.ts'

interface Node {
  role?: string
  alt?: string
  lang?: string
  children?: Node[]
}

const link = 'https://letters.example.org/check?code=BKTR-WZMP-FHDC'
const whole: Partial<PdfDocument> = {
  check: { code: 'BKTR-WZMP-FHDC', address: 'letters.example.org/check', link, qr: qrCodeOf(link) },
  seal: circleSvg(450, { title: '', description: '', ink: '#1f1b16', marksOnly: true }),
  coveringNote: 'Dear Ms Halvorsen.[^1]\n\n[^1]: Since May.',
  markdown: [
    '#### Deep',
    'We load the lorries.[^1] See [the report](https://reports.example/night).',
    '## ',
    '> ### Quoted\n>\n> x',
    '- one\n- two',
    '| Year | Accidents |\n|--|--|\n| 2025 | 14 |',
    '# High',
    '##### Deeper',
    '[^1]: ### In a note\n\n    text',
  ].join('\n\n'),
  names: ['Ada Fenwick', 'سمير حداد', '王晓梅'],
  marks: [{ label: 'signed with the name withheld', count: 37 }],
}

async function opened(pdf: Buffer) {
  const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages = await Promise.all(Array.from({ length: file.numPages }, (_, at) => file.getPage(at + 1)))
  const trees = (await Promise.all(pages.map((page) => page.getStructTree()))) as (Node | null)[]
  const nodes = trees.flatMap((tree) => (tree ? nodesIn(tree) : []))
  return { file, pages, nodes }
}

function nodesIn(node: Node): Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesIn)]
}

/** What the file says of itself: PDF/UA-1, and that a reader shows its title. */
async function claimsOf(file: PDFDocumentProxy) {
  const { metadata } = await file.getMetadata()
  const raw = (metadata as unknown as { getRaw: () => string }).getRaw()
  const preferences = (await file.getViewerPreferences()) as Record<string, unknown> | null
  return { part: /pdfuaid:part(?:>|=")(\d)/.exec(raw)?.[1], titleShown: preferences?.['DisplayDocTitle'] }
}

describe('the PDF of a letter meets PDF/UA-1, as far as its structure tells', () => {
  test('it says so, is tagged, names its language, and shows its title', async () => {
    const { file } = await opened(await setLetter(whole))
    expect(await claimsOf(file)).toEqual({ part: '1', titleShown: true })
    expect(await file.getMarkInfo()).toMatchObject({ Marked: true, Suspects: false })
    expect((await file.getMetadata()).info).toMatchObject({ Language: 'en', Title: 'Keep the night shift safe' })
  })

  test('its headings come in order, from the first level on, and none is empty or in a note', async () => {
    const { nodes } = await opened(await setLetter(whole))
    const levels = nodes.flatMap(({ role }) => (/^H[1-6]$/.test(role ?? '') ? [Number(role!.slice(1))] : []))
    expect(levels.length).toBeGreaterThan(8)
    expect(levels[0]).toBe(1)
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
    const notes = nodes.filter(({ role }) => role === 'Note')
    expect(notes.length).toBe(3)
    expect(notes.flatMap(nodesIn).filter(({ role }) => /^H\d$/.test(role ?? ''))).toEqual([])
  })

  test('its pictures have descriptions, its tables header cells, and its lists items', async () => {
    const { nodes } = await opened(await setLetter(whole))
    const pictures = nodes.filter(({ role }) => role === 'Figure')
    expect(pictures.map(({ alt }) => alt)).toEqual([
      'A circle of marks, one for each signature',
      'QR code of the page where this copy can be checked',
    ])
    const tables = nodes.filter(({ role }) => role === 'Table')
    expect(tables.map((table) => nodesIn(table).filter(({ role }) => role === 'TH').length)).toEqual([2])
    expect(tables.map((table) => nodesIn(table).filter(({ role }) => role === 'TD').length)).toEqual([2])
    for (const list of nodes.filter(({ role }) => role === 'L'))
      expect(list.children?.every(({ role }) => role === 'LI')).toBe(true)
  })

  test('all of its text is part of the structure, or marked as no content, as the numbers of pages are', async () => {
    const { pages } = await opened(await setLetter(whole))
    for (const page of pages) {
      const { items } = await page.getTextContent({ includeMarkedContent: true })
      const open: string[] = []
      const untagged = items.filter((item) => {
        if (!('str' in item)) {
          if (item.type === 'endMarkedContent') open.pop()
          else open.push(item.id)
          return false
        }
        return item.str.trim() !== '' && open.length === 0
      })
      expect(untagged).toEqual([])
    }
  })

  test('our words have their own language in a letter of another one', async () => {
    const { file, nodes } = await opened(
      await setLetter({ ...whole, language: 'fa', dir: 'rtl', title: 'نامه‌ای به مدیر عامل' }),
    )
    expect((await file.getMetadata()).info).toMatchObject({ Language: 'fa' })
    const ours = nodes.filter(({ role, lang }) => /^(H\d|Div|P)$/.test(role ?? '') && lang?.startsWith('en'))
    expect(ours.length).toBeGreaterThan(4)
  })

  test('no character that people type breaks it', async () => {
    const odd = [
      ...[
        'a\u1680b',
        'a\u0085b',
        'ك\u08e2ك',
        'a\u{13430}b',
        'a\u200b\u2060\u00ad\u202eb',
        '\ufeffx',
        'x\ufffd\ue000\u{f0000}',
      ],
      ...['👩‍💻🏳️‍🌈', 'क्\u200dष', `Z${'\u0301'.repeat(16)}`, 'A\u20dd\u20dd', '王𬼂', 'ᠮᠣᠩᠭᠣᠯ', '\u3000', 'ﷺ'],
    ]
    const pdf = await setLetter({
      ...whole,
      names: odd,
      title: odd.join(' '),
      demands: odd,
      markdown: odd.join('\n\n'),
    })
    expect((await claimsOf((await opened(pdf)).file)).part).toBe('1')
  })

  test('a letter that breaks the standard is still made, and tagged', async () => {
    const { file } = await opened(await setLetter({ ...whole, title: '\u00a0' }))
    expect((await claimsOf(file)).part).toBe(undefined)
    expect(await file.getMarkInfo()).toMatchObject({ Marked: true })
  })
})
