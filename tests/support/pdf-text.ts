import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The text that a reader can copy from a PDF. */
export async function textOf(pdf: Buffer): Promise<string> {
  const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages = await Promise.all(Array.from({ length: file.numPages }, (_, at) => file.getPage(at + 1)))
  const contents = await Promise.all(pages.map((page) => page.getTextContent()))
  return contents
    .flatMap((content) => content.items)
    .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
    .join('')
}
