/** A one-page receipt of a delivery to one recipient. It names no signatory and no organizer, and has no time. The template holds no words. */
export interface ReceiptDocument {
  kind: 'receipt'
  title: string
  /** BCP 47 tag of the letter's language. */
  language: string
  dir: 'ltr' | 'rtl'
  /** The recipient, with the office. */
  recipient: string
  /** SHA-256, in hexadecimal. */
  revisionHash: string
  contentHash: string
  words: {
    /** BCP 47 tag of the language of these words, such as `en-GB`. */
    locale: string
    dir: 'ltr' | 'rtl'
    heading: string
    recipient: string
    delivered: string
    /** How the copy was delivered, and on which day. */
    deliveredHow: string
    letter: string
    counts: string
    /** One for each class. */
    counted: string[]
    asOf: string
    revision: string
    content: string
    meaning: string
  }
}
