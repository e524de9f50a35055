import type { Catalogue } from '../../messages/catalogue.ts'
import { directionOf } from '../../letter/rules.ts'
import type { PdfDocument, PdfWords } from './document.ts'

/** The parts of a document that its words depend on. */
type Worded = Pick<PdfDocument, 'asOf' | 'revision' | 'recipients' | 'demands' | 'tally' | 'answerBy' | 'checkpoint'>

export function pdfWords(words: Catalogue, document: Worded): PdfWords {
  const { asOf, revision, recipients, demands, tally, answerBy, checkpoint } = document
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
    moreRecipients: recipients.map((_, at) => words.text('pdf-more-recipients', { count: at + 1 })),
    moreDemands: demands.map((_, at) => words.text('pdf-more-demands', { count: at + 1 })),
    moreCounts: tally.map((_, at) => words.text('pdf-more-counts', { count: at + 1 })),
    answerBy: answerBy === undefined ? '' : words.text('pdf-answer-by', { date: inWords(answerBy) }),
    checkHeading: words.text('pdf-check-heading'),
    check: words.text('pdf-check', { address: '{address}' }),
    checkShows: words.text('pdf-check-shows'),
    checkQr: words.text('pdf-check-qr'),
    otherPlace: words.text('pdf-other-place'),
    checkpointHeading: words.text('pdf-checkpoint-heading'),
    checkpoint: checkpoint ? words.text('pdf-checkpoint', { size: checkpoint.size }) : '',
    checkpointAddress: checkpoint?.address ? words.text('pdf-checkpoint-address', { address: checkpoint.address }) : '',
    checkpointKey: words.text('pdf-checkpoint-key'),
    checkpointQr: words.text('pdf-checkpoint-qr'),
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
    slipUse: words.text('pdf-slip-use'),
    slipCut: words.text('pdf-slip-cut'),
    slipHeading: words.text('pdf-slip-heading'),
    slipReceived: words.text('pdf-slip-received'),
    slipHash: words.text('pdf-slip-hash'),
    slipName: words.text('pdf-slip-name'),
    slipDay: words.text('pdf-slip-day'),
    slipSignature: words.text('pdf-slip-signature'),
    slipMeaning: words.text('pdf-slip-meaning'),
  }
}
