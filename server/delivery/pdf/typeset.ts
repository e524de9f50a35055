import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { join } from 'node:path'
import type { PdfDocument } from './document.ts'
import { directionOfText, familyNames, fontFolders, hanReaderOf } from '../../fonts.ts'
import { parseMarkdown } from '../../text/parse-markdown.ts'

const template = join(import.meta.dirname, 'letter.typ')

const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths: fontFolders() }] })

/** Renders a document as a tagged PDF. It runs in a child process (pdf.ts). @throws Error with typst's diagnostics */
export function work(document: PdfDocument): Uint8Array {
  const created = Date.parse(`${document.asOf}T00:00:00Z`) / 1000
  try {
    const compiled = compiler.compile({ mainFilePath: template, inputs: { data: JSON.stringify(dataOf(document)) } })
    if (!compiled.result) throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no reason given'))
    return compiler.pdf(compiled.result, { pdfTags: true, creationTimestamp: created })
  } finally {
    // Otherwise the cache would keep the names of a letter until the process ends.
    compiler.evictCache(0)
  }
}

function dataOf({ markdown, coveringNote, names, tally, marks, ...rest }: PdfDocument) {
  const numbers = new Intl.NumberFormat(rest.words.locale)
  const counted = (parts: PdfDocument['tally']) =>
    parts.map(({ label, count }) => ({ label, count: numbers.format(count) }))
  return {
    ...rest,
    fonts: familyNames,
    tally: counted(tally),
    marks: counted(marks),
    han: hanReaderOf(rest.title + markdown, rest.language) ?? 'zh',
    letter: { name: 'letter', ...parseMarkdown(markdown, rest.language) },
    note: { name: 'note', ...parseMarkdown(coveringNote ?? '', rest.language) },
    names: names.map((name) => ({
      name: breakable(name),
      dir: directionOfText(name),
      han: hanReaderOf(name, rest.language) ?? 'other',
    })),
  }
}

/** Allows line breaks in words that are wider than a column. */
function breakable(name: string): string {
  return name.replace(/\S{24,}/gu, (word) => word.replace(/.{20}(?=.{3})/gu, '$&\u200b'))
}
