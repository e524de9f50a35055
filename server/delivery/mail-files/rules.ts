import type { MailFile, SignatureCheck } from '../../mail/mail-file/mail-file.ts'
import { domainOf, signsFor } from '../../mail/mail-file/signatures.ts'
import { normaliseAddress } from '../../mailbox/addresses.ts'
import { isFreeMail } from '../../mailbox/free-mail.ts'
import { tidyText } from '../../text/typed-text.ts'
import type { FromMailFile } from '../mail-signature.ts'

/**
 * Returns true if the recipient's own domain has signed the mail. At a provider where everybody can have an address, the address itself
 * must be the recipient's.
 */
export function isSignedBy({ signature, from }: Pick<MailFile, 'signature' | 'from'>, address: string): boolean {
  const { state, domain } = signature
  if (state !== 'signed' || domain === null || from === null) return false
  return isFreeMail(domain) ? sameMailbox(from, address) : signsFor(domain, domainOf(address))
}

function sameMailbox(one: string, another: string): boolean {
  const [a, b] = [one, another].map((each) => normaliseAddress(each, { use: 'personal', mineAlone: true }))
  return a?.ok === true && b?.ok === true && a.normal === b.normal
}

/** The answer that a mail file proposes. `own`: ids of the recipients whose own domain signed the mail. */
export interface Proposed {
  text: string
  day: string | null
  signature: SignatureCheck
  own: readonly string[]
  /** YYYY-MM-DD */
  checkedOn: string
}

/** The facts to record for the recipient, the text and the day that the organizers chose. */
export function factsOf(
  { text, day, signature, own, checkedOn }: Proposed,
  typed: { recipient: string; text: string; answered_on: string },
): FromMailFile {
  const { state, domain } = signature
  return {
    signature: own.includes(typed.recipient) ? 'recipient' : state,
    domain,
    checked_on: checkedOn,
    edited: tidyText(typed.text) !== tidyText(text) || typed.answered_on.trim() !== day,
  }
}
