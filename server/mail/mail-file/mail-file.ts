/**
 * What the signature of a mail server says (DKIM, RFC 6376):
 * - `signed`: a domain has signed the mail, and it is the domain of the address From.
 * - `other-domain`: a domain has signed the mail, and it is not the domain of the address From.
 * - `altered`: the signature does not fit. Somebody changed the mail, or forged it.
 * - `unsigned`: there is no signature.
 * - `key-gone`: the key that the signature names is not in the domain name system (DNS).
 * - `unreachable`: the domain name system did not answer. It may answer later.
 * - `weak`: a signature that proves too little: it has ended, covers a part of the mail, or has a short key.
 */
export const signatureStates = [
  'signed',
  'other-domain',
  'altered',
  'unsigned',
  'key-gone',
  'unreachable',
  'weak',
] as const
export type SignatureState = (typeof signatureStates)[number]

export interface SignatureCheck {
  state: SignatureState
  /** The domain that the signature names, in lower case (IDNA). Null if there is none. */
  domain: string | null
}

/** The parts of a mail that may be kept. The mail itself and its header stay in memory, and are gone after the request. */
export interface MailFile {
  /** The text of its author, without the mails that it quotes. */
  text: string
  /** True if quoted mails were cut off. */
  quoted: boolean
  /** YYYY-MM-DD in UTC. Null if the mail has no readable date. */
  day: string | null
  /** The first PDF that came with it. */
  pdf: Buffer | null
  left: LeftOut
  /** The address of its author, to compare it. Null if there is not exactly one. */
  from: string | null
  /** The ids of the mails that it answers, without brackets. The id of the mail to which it replies comes first. */
  answers: string[]
  signature: SignatureCheck
}

/** What came with a mail and is not kept. */
export interface LeftOut {
  /** Other files, PDFs after the first among them. */
  files: number
  /** True if a PDF is larger than the limit. */
  largePdf: boolean
  /** True if Outlook packed the mail in its own format (winmail.dat), which nothing else reads. */
  winmail: boolean
  /** True for an invitation to a meeting. */
  invitation: boolean
}
