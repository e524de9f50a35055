import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { checkSignatures, type KeyRecords } from './check-signatures.ts'
import { htmlWords } from './html-words.ts'
import type { LeftOut, SignatureState } from './mail-file.ts'
import type { Signature } from './signatures.ts'
import { withoutQuotes } from './without-quotes.ts'

export interface Task {
  mail: Uint8Array
  signatures: readonly Signature[]
  records: KeyRecords
  now: Date
  /** In bytes. */
  largestPdf: number
}

export interface TakenApart {
  text: string
  quoted: boolean
  date: string | null
  pdf: Uint8Array | null
  left: LeftOut
  inReplyTo: string
  references: string
  states: SignatureState[]
}

/** In characters. An answer may have 20,000. */
const longestText = 200_000
const longestKept = 40_000
const longestReferences = 20_000
const deepest = 30
const longestHeaders = 400_000

/** Takes a mail apart and checks its signatures. Runs in a child process (read-mail-file.ts), because the mail may be hostile. */
export async function work({ mail, signatures, records, now, largestPdf }: Task): Promise<TakenApart> {
  const raw = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength)
  const email = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: deepest,
    maxHeadersSize: longestHeaders,
  })
  const { text, quoted } = withoutQuotes(wordsOf(email))
  const pdfs = email.attachments.filter(isPdf).map((each) => bytesOf(each))
  const pdf = pdfs.find((each) => each.length <= largestPdf) ?? null
  return {
    text: text.slice(0, longestKept),
    quoted,
    date: email.date ?? null,
    pdf,
    left: leftOut(email.attachments, pdf !== null, pdf === null && pdfs.length > 0),
    inReplyTo: (email.inReplyTo ?? '').slice(0, longestReferences),
    references: (email.references ?? '').slice(-longestReferences),
    states: await checkSignatures(raw, signatures, records, now),
  }
}

function wordsOf({ text = '', html = '' }: Email): string {
  const plain = text.trim() === '' ? htmlWords(html) : text
  return plain
    .slice(0, longestText)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0080-\u009f]/g, (control) => windowsSigns[control.charCodeAt(0) - 0x80] ?? '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
}

/** Signs of windows-1252 from 0x80 on. Node 20 decodes them as control characters, which no mail contains. */
const windowsSigns = Array.from('€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ')

function isPdf(attachment: Attachment): boolean {
  return bytesOf(attachment).subarray(0, 5).toString('latin1') === '%PDF-'
}

function bytesOf({ content }: Attachment): Buffer {
  if (typeof content === 'string') return Buffer.from(content)
  return content instanceof ArrayBuffer
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength)
}

/** Signatures of the text (S/MIME, PGP) are no files for people. */
const signs = /^application\/(?:x-)?(?:pkcs7-signature|pgp-signature|pgp-encrypted)$/

function leftOut(attachments: readonly Attachment[], pdfKept: boolean, largePdf: boolean): LeftOut {
  const winmail = attachments.filter(isWinmail)
  const invitations = attachments.filter(isInvitation)
  const others = attachments.filter(
    (each) => each.related !== true && !signs.test(each.mimeType) && !isWinmail(each) && !isInvitation(each),
  )
  return {
    files: others.length - (pdfKept || largePdf ? 1 : 0),
    largePdf,
    winmail: winmail.length > 0,
    invitation: invitations.length > 0,
  }
}

function isWinmail({ mimeType, filename }: Attachment): boolean {
  return /^application\/(?:vnd\.)?ms-tnef$/.test(mimeType) || (filename ?? '').toLowerCase() === 'winmail.dat'
}

function isInvitation({ mimeType }: Attachment): boolean {
  return mimeType === 'text/calendar' || mimeType === 'application/ics'
}
