import { signatureStates, type SignatureState } from '../mail/mail-file/mail-file.ts'

/** `recipient`: the recipient's own domain has signed the mail. `signed`: another domain has, which is the sender's. */
export const mailSignatures = ['recipient', ...signatureStates] as const
export type MailSignature = 'recipient' | SignatureState

/** The facts of an answer that was recorded from a mail file. */
export interface FromMailFile {
  signature: MailSignature
  /** The domain that the signature names. Null if there is none. */
  domain: string | null
  /** YYYY-MM-DD, the day on which the server checked the signature. */
  checked_on: string
  /** True if the organizers changed the text or the day of the mail. */
  edited: boolean
}

/** The columns of these facts. All are null for an answer that came in another way. */
export interface StoredSignature {
  signature_state: MailSignature | null
  signature_domain: string | null
  signature_checked_on: string | null
  edited: boolean | null
}

/** Reads the columns. Null for an answer that came in another way. */
export function fromMailFile(row: StoredSignature): FromMailFile | null {
  const { signature_state: signature, signature_checked_on: checked_on, edited } = row
  if (signature === null || checked_on === null || edited === null) return null
  return { signature, domain: row.signature_domain, checked_on, edited }
}

export function storedSignature(mail: FromMailFile | null): StoredSignature {
  return {
    signature_state: mail?.signature ?? null,
    signature_domain: mail?.domain ?? null,
    signature_checked_on: mail?.checked_on ?? null,
    edited: mail?.edited ?? null,
  }
}
