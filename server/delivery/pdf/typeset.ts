import { join } from 'node:path'
import type { PdfDocument } from './document.ts'
import { coverOf, shortened, widthOf } from './cover.ts'
import type { Poster } from './poster.ts'
import type { ReceiptDocument } from './receipt.ts'
import { directionOfText, hanReaderOf } from '../../fonts.ts'
import { qrCodeOf, type QrCode } from '../../letter/qr-code.ts'
import { Typesetter } from '../../rendering/typst.ts'
import { parseMarkdown, type Block, type MarkdownTree } from '../../text/parse-markdown.ts'

const typesetter = new Typesetter(join(import.meta.dirname, 'letter.typ'))
const posterTemplate = join(import.meta.dirname, 'poster.typ')
const receiptTemplate = join(import.meta.dirname, 'receipt.typ')

/** Renders a document as a tagged PDF. It runs in a child process (pdf.ts). @throws Error with typst's diagnostics */
export function work(document: PdfDocument | Poster | ReceiptDocument): Uint8Array {
  if ('kind' in document) return workOnReceipt(document)
  return 'qr' in document ? workOnPoster(document) : workOnLetter(document)
}

function svgOf({ size, path }: QrCode): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(size)} ${String(size)}"><path d="${path}"/></svg>`
}

/** Writes no time into the file. */
function workOnPoster({ qr, ...poster }: Poster): Uint8Array {
  const { title, demands, language } = poster
  const data = {
    ...poster,
    metadataTitle: title,
    han: hanReaderOf([title, ...demands].join(' '), language) ?? 'zh',
    qrSvg: svgOf(qr),
  }
  return typesetter.set(data, (compiler, set) => compiler.pdf(set, { pdfTags: true }), posterTemplate)
}

/** Writes no time into the file. */
function workOnReceipt(receipt: ReceiptDocument): Uint8Array {
  const { title, recipient, language } = receipt
  const data = {
    ...receipt,
    recipientDir: directionOfText(recipient),
    han: hanReaderOf(`${title} ${recipient}`, language) ?? 'zh',
  }
  return typesetter.set(data, (compiler, set) => compiler.pdf(set, { pdfTags: true }), receiptTemplate)
}

function workOnLetter(document: PdfDocument): Uint8Array {
  const created = Date.parse(`${document.asOf}T00:00:00Z`) / 1000
  return typesetter.set(dataOf(document), (compiler, set) => {
    try {
      return compiler.pdf(set, { pdfStandard: 'ua-1', creationTimestamp: created })
    } catch {
      // A tagged PDF that breaks a rule of PDF/UA-1, because one odd name must not stop the delivery of a letter.
      return compiler.pdf(set, { pdfTags: true, creationTimestamp: created })
    }
  })
}

function dataOf(document: PdfDocument) {
  const {
    markdown,
    coveringNote,
    names,
    tally,
    marks,
    recipients,
    employers,
    check,
    otherPlace,
    slip,
    checkpoint,
    ...rest
  } = document
  const numbers = new Intl.NumberFormat(rest.words.locale)
  const counted = (parts: PdfDocument['tally']) =>
    parts.map(({ label, count }) => ({ label, count: numbers.format(count) }))
  const directedPeople = (people: PdfDocument['recipients']) =>
    people.map(({ name, office }) => ({ name: directed(name), office: directed(office) }))
  const cover = coverOf(document)
  const noteDir = directionOfText(coveringNote ?? '')
  return {
    ...rest,
    cover: { ...cover, recipients: directedPeople(cover.recipients), tally: counted(cover.tally) },
    ...(check && { check: { code: check.code, address: check.address, target: check.link, qrSvg: svgOf(check.qr) } }),
    ...(checkpoint && {
      checkpoint: { note: checkpoint.note.trimEnd(), key: checkpoint.key, qrSvg: svgOf(qrCodeOf(checkpoint.note)) },
    }),
    ...(otherPlace !== undefined && { otherPlace: directed(shortened(otherPlace, mostOfOtherPlace)) }),
    ...(slip && { slip: slip.recipient ? { recipients: directedPeople([slip.recipient]) } : { recipients: [] } }),
    // A reader of the file looks for the fonts of its title on its own system.
    metadataTitle: rest.title,
    tally: counted(tally),
    marks: counted(marks),
    recipients: directedPeople(recipients),
    employers: employers.map(({ name, domains }) => ({ name: directed(name), domains })),
    han: hanReaderOf(rest.title + markdown, rest.language) ?? 'zh',
    tall: isTall(rest.title + markdown),
    letter: { name: 'letter', dir: rest.dir, ...withLongestWords(treeOf(markdown, rest.language)) },
    note: { name: 'note', dir: noteDir, ...withLongestWords(treeOf(coveringNote ?? '', rest.language)) },
    // A covering note may be in another language than its letter.
    noteDir,
    names: names.map((name) => ({
      name,
      dir: directionOfText(name),
      han: hanReaderOf(name, rest.language) ?? 'other',
      tall: /\p{M}{3}/u.test(name),
      wide: name.split(' ').some((word) => widthOf(word) > narrowestColumn),
    })),
  }
}

/** In widths of a capital letter. The template measures only words that may be wider, because measuring takes time and memory. */
const narrowestColumn = 13

/** In widths of a capital letter. The cover keeps room for the rest. */
const mostOfOtherPlace = 300

/**
 * Reads a text as the outline of a PDF needs it: without empty headings, without gaps between levels, and without headings in footnotes.
 * A PDF reader lists headings in footnotes among those of the text.
 */
function treeOf(text: string, language: string): MarkdownTree {
  const { blocks, notes } = parseMarkdown(text, language)
  let above = 0
  const outlined = (part: Block): Block[] => {
    if (part.kind !== 'heading') return [part]
    if (isEmpty(part)) return []
    above = Math.min(part.level, above + 1)
    return [{ ...part, level: above }]
  }
  return { blocks: changed(blocks, outlined), notes: notes.map((note) => changed(note, withoutHeading)) }
}

function withoutHeading(part: Block): Block[] {
  if (part.kind !== 'heading') return [part]
  return isEmpty(part) ? [] : [{ kind: 'paragraph', content: [{ kind: 'strong', content: part.content }] }]
}

function isEmpty(part: Block): boolean {
  return textsIn(part).join('').trim() === ''
}

/** Replaces blocks, also within quotes and lists. */
function changed(blocks: readonly Block[], change: (part: Block) => Block[]): Block[] {
  return blocks.flatMap((part) => {
    if (part.kind === 'quote') return change({ ...part, blocks: changed(part.blocks, change) })
    if (part.kind === 'list') return change({ ...part, items: part.items.map((item) => changed(item, change)) })
    return change(part)
  })
}

/** True if most letters have parts above or below those of Latin letters, so that their lines need more distance. */
function isTall(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const low = text.match(
    /(?=\p{L})[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu,
  )
  return letters > 2 * (low?.length ?? 0)
}

/** A text within ours. */
function directed(text: string) {
  return { text, dir: directionOfText(text) }
}

/** Adds to each table of a text the longest words of each column, by which the template chooses its widths. */
function withLongestWords<T>(value: T): T {
  return addLongestWords(value) as T
}

function addLongestWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(addLongestWords)
  if (typeof value !== 'object' || value === null) return value
  const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, addLongestWords(part)]))
  return 'kind' in value && value.kind === 'table' ? { ...copy, longest: longestWords((value as Table).rows) } : copy
}

type Table = Extract<Block, { kind: 'table' }>

function longestWords(rows: Table['rows']): string[][] {
  const columns = Array.from({ length: rows[0]?.length ?? 0 }, (_, at) => rows.map((row) => textsIn(row[at]).join('')))
  return columns.map((cells) => {
    const words = cells.flatMap((cell) => cell.split(/\s+/)).sort((a, b) => b.length - a.length)
    return words.length === 0 ? [''] : words.slice(0, 3)
  })
}

function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    if (typeof part !== 'string') return textsIn(part)
    return key === 'text' ? [part] : []
  })
}
