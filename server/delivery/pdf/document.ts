import type { Check } from '../check-code.ts'
import type { Paper } from '../../letter/rules.ts'

/** Our words in a PDF. The template holds none. */
export interface PdfWords {
  /** BCP 47 tag of the language of these words, such as `en-GB`. */
  locale: string
  /** The direction of these words. */
  dir: 'ltr' | 'rtl'
  /** `{page} of {pages}`: the template puts the numbers in. */
  pageNumber: string
  circle: string
  asOf: string
  to: string
  /** “and 2 more”, for each number of texts that the cover may leave out: the first is for 1. */
  moreRecipients: string[]
  moreDemands: string[]
  moreCounts: string[]
  /** Empty if no day is chosen. */
  answerBy: string
  checkHeading: string
  /** The template puts the address in: `Type this code at {address}`. */
  check: string
  checkShows: string
  /** Describes the QR code to people who hear the file. */
  checkQr: string
  otherPlace: string
  checkpointHeading: string
  /** Empty without a checkpoint. */
  checkpoint: string
  /** Empty if the letter's address is a secret. */
  checkpointAddress: string
  /** Stands above the key that signed it. */
  checkpointKey: string
  checkpointQr: string
  noteHeading: string
  demandsHeading: string
  meaningHeading: string
  employersHeading: string
  textHeading: string
  revision: string
  namesHeading: string
  namesShown: string
  /** For the person who hands the letter over. */
  slipUse: string
  slipCut: string
  slipHeading: string
  slipReceived: string
  slipHash: string
  /** Labels of lines to write on. */
  slipName: string
  slipDay: string
  slipSignature: string
  slipMeaning: string
}

export interface PdfDocument {
  paper: Paper
  title: string
  /** BCP 47 tag of the letter's language, such as `en` or `zh-Hans`. */
  language: string
  dir: 'ltr' | 'rtl'
  revision: { number: number; hash: string; publishedOn: string }
  /** The letter as it was published, in Markdown. */
  markdown: string
  demands: string[]
  recipients: { name: string; office: string }[]
  employers: { name: string; domains: string[] }[]
  /** `label` follows the count: "verified work addresses". */
  tally: { label: string; count: number }[]
  /** Paragraphs that explain the tally: one about the facts that it proves, one about those that it does not. */
  verified: string[]
  notVerified: string[]
  /** YYYY-MM-DD: the day of the batch of the counts and names. */
  asOf: string
  /** The names that the recipients may read, in the order to print. */
  names: string[]
  /** `label` follows the count: "signed with the name withheld". */
  marks: { label: string; count: number }[]
  coveringNote?: string
  /** How this copy can be checked. */
  check?: Check
  /** The signed checkpoint of the letter's log whose counts these are, and the page that explains how to check them. */
  checkpoint?: { note: string; size: number; key: string; address: string | null }
  /** YYYY-MM-DD: until when an answer is hoped for. */
  answerBy?: string
  /** A second, independent place that can say whether the letter is real. */
  otherPlace?: string
  /** Adds a last page with a slip that the person signs who receives a printed copy. A given recipient stands on it. */
  slip?: { recipient?: { name: string; office: string } }
  /** An SVG of the circle. It must hold no text, because a PDF uses only the fonts that the project ships. */
  seal?: string
  words: PdfWords
}
