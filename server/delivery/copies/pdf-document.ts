import type { Check } from '../check-code.ts'
import { classInWords } from '../../letter/class-words.ts'
import { dayOf } from '../../letter/days.ts'
import type { RevisionRow } from '../../letter/queries.ts'
import { circleSvg } from '../../letter/circle-drawing.ts'
import { directionOf, type Paper } from '../../letter/rules.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { pdfWords } from '../pdf/pdf-words.ts'
import { marksInWords as markWordsFor } from '../../signatures/disclosure.ts'
import { nameInWords, type PersonName } from '../../signatures/person-name.ts'
import { type Disclosure } from '../rules.ts'
import { marksFor, type SnapshotTally } from '../snapshot.ts'
import type { CopyCheckpoint } from './checkpoint-in.ts'
import { wordsOfCopies } from './words-of-copies.ts'
import { domainInWords } from '../../mailbox/domain-in-words.ts'

/** The common part of several recipients' copies. It contains only what these recipients may see. */
export interface Shared {
  revision: RevisionRow
  note: string
  disclosure: Disclosure
  asOf: Date
  tally: SnapshotTally
  names: PersonName[]
  /** YYYY-MM-DD: until when the organizers hope for an answer, or null. */
  answerBy: string | null
  /** A second, independent place that can say whether the letter is real, or null. */
  place: string | null
  /** The checkpoint of the letter's log whose counts these are. Null where there is none. */
  checkpoint: CopyCheckpoint | null
  paper: Paper
  /** True if somebody hands the printed PDF over. It then ends with a slip to sign. */
  byHand?: boolean
}

/** The content of one recipient's copy. */
export interface Copy extends Shared {
  recipient: { name: string; office: string }
}

interface Counted {
  count: number
  /** Stands after the count. */
  label: string
}

/** The count of each class, for copies and for what repeats them. */
export function countsInWords({ tally }: Pick<Shared, 'tally'>, words = wordsOfCopies()): Counted[] {
  return tally.classes.map(({ class: verification, count }) => ({
    count,
    label: formatSentence(classInWords(verification, count), words),
  }))
}

/** The counts by employer. Empty if the copy does not show them. */
export function employersInWords(
  { tally, disclosure }: Pick<Shared, 'tally' | 'disclosure'>,
  words: Catalogue,
): Counted[] {
  if (disclosure !== 'employers') return []
  return (tally.employers ?? []).map(({ class: verification, employers, count }) => ({
    count,
    label: words.text('copies-class-at', {
      class: formatSentence(classInWords(verification, count), words),
      employers,
      employerCount: employers.length,
    }),
  }))
}

/** The counts of signatures whose names the copy does not show. */
export function marksInWords({ tally, disclosure, names }: Shared, words: Catalogue): Counted[] {
  if (disclosure !== 'names') return []
  return marksFor(tally, names.length).map(({ mark, count }) => ({
    count,
    label: formatSentence(markWordsFor(mark, count), words),
  }))
}

/** One of the counts above with its number: “3 verified work addresses”. */
export function countedIn(words: Catalogue): (counted: Counted) => string {
  return ({ count, label }) => words.text('copies-counted', { count, label })
}

/**
 * Deterministic: the same copy gives the same document, and the same document gives the same bytes. Reads no clock.
 * @param check null for a copy that was made before copies had codes
 * @param recipient who signs the slip of a printed copy
 */
export function pdfDocument(copy: Shared, check: Check | null, recipient?: Copy['recipient']): PdfDocument {
  const words = wordsOfCopies()
  const { revision, note, asOf, names, tally, disclosure, paper, byHand } = copy
  const shown = { number: revision.number, hash: revision.hash.toString('hex'), publishedOn: revision.published_on }
  const document: Omit<PdfDocument, 'words'> = {
    paper,
    title: revision.title,
    language: revision.language,
    dir: directionOf(revision.language),
    revision: shown,
    markdown: revision.text,
    demands: revision.demands,
    recipients: revision.recipients,
    employers: revision.employers.map(({ name, domains }) => ({ name, domains: domains.map(domainInBothForms) })),
    tally: [...countsInWords(copy, words), ...employersInWords(copy, words)],
    verified: [words.text('pdf-verified')],
    notVerified: [
      words.text('pdf-not-verified'),
      ...(disclosure === 'count' ? [words.text('pdf-count-alone')] : []),
      ...(disclosure === 'employers' ? [words.text('pdf-employers-alone')] : []),
    ],
    asOf: dayOf(asOf),
    names: names.map((person) => formatSentence(nameInWords(person), words)),
    marks: marksInWords(copy, words),
    ...(note !== '' && { coveringNote: note }),
    ...(check && { check }),
    ...(copy.answerBy !== null && { answerBy: copy.answerBy }),
    ...(copy.place !== null && { otherPlace: copy.place }),
    ...(copy.checkpoint && { checkpoint: copy.checkpoint }),
    ...(byHand && { slip: recipient ? { recipient } : {} }),
    seal: circleSvg(tally.total, { title: '', description: '', ink: '#1f1b16', marksOnly: true }),
  }
  return { ...document, words: pdfWords(words, document) }
}

export function pdfName({ title }: Pick<RevisionRow, 'title'>): string {
  const short = Array.from(title).slice(0, 60).join('').trim()
  return `${short === '' ? wordsOfCopies().text('copies-pdf-name') : short}.pdf`
}

/** A PDF is kept as evidence. So it has the exact form of a domain too, which looks like no other and needs no special font. */
function domainInBothForms(domain: string): string {
  const shown = domainInWords(domain)
  return shown === domain ? domain : `${shown} (${domain})`
}
