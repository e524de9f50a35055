import type { QrCode } from '../../letter/qr-code.ts'

/** A sheet to print. `a6` and the strips are on A4; `strips-letter` is on the paper of North America. */
export const posterFormats = ['a4', 'letter', 'a6', 'strips-a4', 'strips-letter'] as const
export type PosterFormat = (typeof posterFormats)[number]

/** A poster for an open letter. It has no time and no author. The template holds no words. */
export interface Poster {
  format: PosterFormat
  title: string
  /** BCP 47 tag of the letter's language. */
  language: string
  dir: 'ltr' | 'rtl'
  /** In short. */
  demands: string[]
  /** An address, which is printed as it is. */
  link: string
  qr: QrCode
  words: {
    /** BCP 47 tag of the language of these words, such as `en-GB`. */
    locale: string
    dir: 'ltr' | 'rtl'
    from: string
    /** How many demands the poster leaves out. Empty if it has all. */
    more: string
    read: string
    caution: string
    /** Describes the QR code to people who hear the file. */
    qr: string
  }
}
