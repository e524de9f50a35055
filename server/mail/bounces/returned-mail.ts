import type { BounceReason } from './reasons.ts'

/**
 * A mail that came to a return address:
 * - `report`: a mail server reports that a mail failed or is late.
 * - `success`: a mail server reports that a mail arrived.
 * - `complaint`: a provider reports that a reader marked a mail as spam (RFC 5965).
 * - `auto-reply`: a mail program answered, for example because of an absence (RFC 3834), or says that the mail was displayed.
 * - `reply`: a person answered.
 * - `unread`: a machine sent it, and it cannot be read.
 */
export type ReturnedMail = Returned | OtherMail
export type OtherKind = 'success' | 'complaint' | 'auto-reply' | 'reply' | 'unread'

/** Any other mail, as it reads. Hostile: anybody may have written it. */
export interface OtherMail extends Addressed {
  kind: OtherKind
  /** The header From, on one line. */
  from: string
  subject: string
  text: string
}

export interface Addressed {
  /** Addresses to which the mail was sent, from its own headers. */
  to: string[]
  /** Addresses with a token anywhere in the mail, also in the original that it returns. Each needs to be checked. */
  within: string[]
  /** Hash of what the mail says, so that the same mail has the same hash on another way. */
  reportHash: Buffer
}

/** A report of a mail server about a mail that failed or is late. */
export interface Returned extends Addressed, Outcome {
  kind: 'report'
  /** One for each recipient that the report names. The report's own outcome is the one that says most. */
  recipients: (Outcome & { address: string })[]
}

export interface Outcome {
  verdict: 'failed' | 'delayed'
  /** Enhanced status code (RFC 3463), such as 5.1.1, or ''. */
  status: string
  /** SMTP reply code, such as 550, or ''. */
  reply: string
  /** Words of the server that gave up, on one line, up to `longestSaid`. They may contain addresses. */
  said: string
  reason: BounceReason
  /** True if the report says for good that the address does not exist, and nothing in it speaks against that. */
  gone: boolean
}
