import { dayOf } from '../../letter/day-rules.ts'
import type { RevisionRow } from '../../letter/queries.ts'
import { circleSvg } from '../../letter/circle-rules.ts'
import { directionOf } from '../../letter/rules.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { wordsWithoutRequest } from '../../messages/words-without-request.ts'
import { marksInWords as markWordsFor } from '../../signatures/disclosure.ts'
import { type Disclosure } from '../rules.ts'
import { marksFor, type SnapshotTally } from '../snapshot-rules.ts'

/** What the copies of several recipients have in common. Disclosure has been decided. */
export interface Shared {
  revision: RevisionRow
  note: string
  disclosure: Disclosure
  asOf: Date
  tally: SnapshotTally
  names: string[]
}

/** Everything that one recipient's copy is made of. */
export interface Copy extends Shared {
  recipient: { name: string; office: string }
}

const classWords: Record<string, [one: string, many: string]> = {
  mailbox: ['verified work address', 'verified work addresses'],
  vouched: ['vouched for by a verified worker', 'vouched for by verified workers'],
  reviewed: ['reviewed by an organizer', 'reviewed by an organizer'],
  supporter: ['supporter', 'supporters'],
}

interface Counted {
  count: number
  label: string
}

export function countsInWords({ tally }: Pick<Shared, 'tally'>): Counted[] {
  return tally.classes.map(({ class: verification, count }) => ({
    count,
    label: classWords[verification]?.[count === 1 ? 0 : 1] ?? verification,
  }))
}

/** The counts by employer, where a copy shows them. */
export function employersInWords({ tally, disclosure }: Pick<Shared, 'tally' | 'disclosure'>): Counted[] {
  if (disclosure !== 'employers') return []
  return (tally.employers ?? []).map(({ class: verification, employers, count }) => ({
    count,
    label: `${classWords[verification]?.[count === 1 ? 0 : 1] ?? verification} at ${employers.join(', ')}${employers.length > 1 ? ', together' : ''}`,
  }))
}

export function marksInWords({ tally, disclosure, names }: Shared): Counted[] {
  if (disclosure !== 'names') return []
  const words = wordsWithoutRequest()
  return marksFor(tally, names.length).map(({ mark, count }) => ({
    count,
    label: formatSentence(markWordsFor(mark, count), words),
  }))
}

/** The same copy makes the same document, and the same document the same bytes: nothing here asks for the time. */
export function pdfDocument(copy: Shared): PdfDocument {
  const { revision, note, asOf, names, tally, disclosure } = copy
  return {
    title: revision.title,
    language: revision.language,
    dir: directionOf(revision.language),
    revision: { number: revision.number, hash: revision.hash.toString('hex'), publishedOn: revision.published_on },
    markdown: revision.text,
    demands: revision.demands,
    recipients: revision.recipients,
    employers: revision.employers,
    tally: [...countsInWords(copy), ...employersInWords(copy)],
    verified: ['Each of these mailboxes received a code, and somebody entered it. Each mailbox counts once.'],
    notVerified: [
      'Names are as typed. Nobody checked who sits behind a mailbox.',
      ...(disclosure === 'count' ? ['This copy shows the count alone, and no names.'] : []),
      ...(disclosure === 'employers' ? ['This copy shows counts alone, by employer, and no names.'] : []),
    ],
    asOf: dayOf(asOf),
    names,
    marks: marksInWords(copy),
    ...(note !== '' && { coveringNote: note }),
    seal: circleSvg(tally.total, { title: '', description: '', ink: '#1f1b16', marksOnly: true }),
  }
}

export function pdfName({ title }: Pick<RevisionRow, 'title'>): string {
  const short = Array.from(title).slice(0, 60).join('').trim()
  return `${short === '' ? 'Letter' : short}.pdf`
}
