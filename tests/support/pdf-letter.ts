import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect } from 'vitest'
import { pdfWords } from '../../server/delivery/pdf/pdf-words.ts'
import { type PdfDocument, renderPdf } from '../../server/delivery/pdf/render-pdf.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english } from '../../server/messages/languages.ts'

/** A letter to set, without the words around it. */
export const plainLetter: Omit<PdfDocument, 'words'> = {
  paper: 'a4',
  asOf: '2026-03-09',
  revision: { number: 3, hash: '9f2c'.repeat(16), publishedOn: '2026-02-03' },
  title: 'Keep the night shift safe',
  language: 'en',
  dir: 'ltr',
  markdown: 'We load the lorries at night.',
  demands: ['Lights that work.'],
  recipients: [{ name: 'Ines Halvorsen', office: 'Head of Operations' }],
  employers: [{ name: 'Lantern Freight', domains: ['lantern.example'] }],
  tally: [{ label: 'verified work addresses', count: 5 }],
  verified: ['Mailboxes verified, names as typed.'],
  notVerified: ['Nobody checked who sits behind a mailbox.'],
  names: ['Ada Fenwick'],
  marks: [],
}

/** Gives a letter its words, in English. */
export function worded(letter: Omit<PdfDocument, 'words'>): PdfDocument {
  return { ...letter, words: pdfWords(catalogueOf(english), letter) }
}

/** Sets the plain letter with a change. */
export function setLetter(change: Partial<PdfDocument> = {}): Promise<Buffer> {
  return renderPdf(worded({ ...plainLetter, ...change }), { memory: 1_000_000_000, time: 60_000 })
}

/** A text of a PDF with its place in points, from the lower left corner. */
export interface Item {
  text: string
  /** The first has the number 0. */
  page: number
  left: number
  right: number
  bottom: number
  height: number
}

export async function itemsOf(pdf: Buffer): Promise<Item[]> {
  const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages = await Promise.all(Array.from({ length: file.numPages }, (_, at) => file.getPage(at + 1)))
  const contents = await Promise.all(pages.map((page) => page.getTextContent()))
  return contents.flatMap(({ items }, page) =>
    items.flatMap((item) => {
      if (!('str' in item) || item.str.trim() === '') return []
      const [, , , , left, bottom] = item.transform as number[]
      const [from, to] = [left ?? 0, (left ?? 0) + item.width]
      return [{ text: item.str, page, left: from, right: to, bottom: bottom ?? 0, height: item.height }]
    }),
  )
}

/** The only item with this text. */
export function itemWith(items: readonly Item[], text: string): Item {
  const found = items.filter((item) => item.text.includes(text))
  expect([text, found.length]).toEqual([text, 1])
  return found[0]!
}

/** The text of one page, with single spaces. */
export function textOnPage(items: readonly Item[], page: number): string {
  const texts = items.filter((item) => item.page === page).map(({ text }) => text)
  return texts.join(' ').replaceAll(/[\s\u200b]+/g, ' ')
}
