import type { Catalogue } from '../../messages/catalogue.ts'
import { directionOf } from '../../letter/rules.ts'
import type { PdfDocument, PdfWords } from './document.ts'

export function pdfWords(words: Catalogue, { asOf, revision }: Pick<PdfDocument, 'asOf' | 'revision'>): PdfWords {
  // Without a break within a date.
  const inWords = (day: string) => words.text('date', { at: new Date(day) }).replaceAll(' ', '\u00a0')
  const date = inWords(asOf)
  const locale = words.language.locales[0] ?? words.language.tag
  return {
    locale,
    dir: directionOf(locale),
    pageNumber: words.text('pdf-page-number', { page: '{page}', pages: '{pages}' }),
    circle: words.text('pdf-circle'),
    asOf: words.text('pdf-as-of', { date }),
    to: words.text('pdf-to'),
    noteHeading: words.text('pdf-note-heading'),
    demandsHeading: words.text('pdf-demands-heading'),
    meaningHeading: words.text('pdf-meaning-heading'),
    employersHeading: words.text('pdf-employers-heading'),
    textHeading: words.text('pdf-text-heading'),
    revision: words.text('pdf-revision', {
      number: String(revision.number),
      date: inWords(revision.publishedOn),
    }),
    namesHeading: words.text('pdf-names-heading'),
    namesShown: words.text('pdf-names-shown', { date }),
  }
}
