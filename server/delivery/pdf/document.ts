export interface PdfDocument {
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
  /** What the tally proves, and what it does not: one paragraph each. */
  verified: string[]
  notVerified: string[]
  /** YYYY-MM-DD: the day of the batch the counts and names belong to. */
  asOf: string
  /** What the recipients may read, in the order to print. Disclosure has been decided before. */
  names: string[]
  /** `label` follows the count: "signed with the name withheld". */
  marks: { label: string; count: number }[]
  coveringNote?: string
  /** An SVG of the circle, drawn without text: the fonts of a PDF are those that the project ships. */
  seal?: string
}
