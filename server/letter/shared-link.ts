import { letterPath, type AddressedLetter } from './letter-address.ts'
import { qrCodeOf, type QrCode } from './qr-code.ts'
import { readQuietKey } from './quiet-words.ts'

/** How a letter is passed on. */
export interface SharedLink {
  link: string
  /** The link's words, for people who hear them or read them on paper. Null for a public letter, and for a link of the old form. */
  words: string | null
  /** The page on which the words are typed. */
  wordsPage: string
  /** Of the link. */
  qr: QrCode
}

/**
 * Returns the one link of a letter. It is the same for every channel, organizer and signatory, and at any time: a parameter would show an
 * employer by which way, or through whom, somebody came to the letter.
 * @param origin the server's address, without a slash at the end
 */
export function sharedLink(origin: string, letter: Pick<AddressedLetter, 'key' | 'public'>): SharedLink {
  const link = origin + letterPath(letter)
  const hasWords = !letter.public && readQuietKey(letter.key) === letter.key
  return {
    link,
    words: hasWords ? letter.key.replaceAll('-', ' ') : null,
    wordsPage: `${origin}/quiet-link`,
    qr: qrCodeOf(link),
  }
}
