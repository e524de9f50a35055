import { createHash } from 'node:crypto'
import { fromOf, kindOf } from './bounces/mail-kind.ts'
import { partsOf, type MailParts } from './bounces/mail-parts.ts'
import { noticeOf } from './bounces/notice.ts'
import { outcomesOf, unknownOutcome } from './bounces/outcomes-of.ts'
import { fieldsInText, groupsOf } from './bounces/report-fields.ts'
import type { Outcome, Returned, ReturnedMail } from './bounces/returned-mail.ts'
import { oneLine } from './cleaning.ts'

/** A mail that came to a return address, taken apart. Nothing in it is judged yet. */
export interface OpenedMail {
  parts: MailParts
  addressed: Pick<ReturnedMail, 'to' | 'within'>
}

/**
 * Takes a mail apart. Anybody can send one, so the caller checks for an address with a token of ours before it lets `judgeMail` judge
 * the mail, which costs more.
 */
export async function openMail(raw: Buffer): Promise<OpenedMail> {
  const parts = await partsOf(raw)
  return { parts, addressed: { to: addressees(parts), within: addressesWithin(parts) } }
}

/** Decides what a mail is and what it says. Trusts nothing in it. */
export function judgeMail({ parts, addressed }: OpenedMail): ReturnedMail {
  const notice = noticeOf(parts.text)
  const groups = [...parts.fields, ...(parts.fields.length === 0 ? fieldsInText(parts) : [])].flatMap(groupsOf)
  const kind = kindOf(parts, groups, notice)
  if (kind !== 'report')
    return {
      ...addressed,
      kind,
      reportHash: hashOf(parts.subject, parts.text),
      from: oneLine(fromOf(parts.headers)),
      subject: oneLine(parts.subject),
      text: parts.text.trim(),
    }
  const recipients = outcomesOf(parts, groups, notice).map((each) => ({
    ...each,
    address: oneLine(each.address),
    said: oneLine(each.said),
  }))
  const worst = recipients.toSorted((a, b) => weight(b) - weight(a))[0] ?? unknownOutcome
  const { address: _, ...outcome } = { address: '', ...worst }
  const reportHash = hashOf(...(parts.fields.length > 0 ? parts.fields : [notice]))
  return { ...addressed, kind, ...outcome, reportHash, recipients }
}

/**
 * Returns the outcome of a report for one address. A mail of ours has one recipient, so a report that names others is about an alias.
 * Then the address itself exists, unless all of them are gone.
 */
export function outcomeFor(report: Returned, address: string): Outcome {
  const { recipients } = report
  const own = recipients.find((each) => each.address.toLowerCase() === address.toLowerCase())
  if (own) return own
  const gone = report.gone && recipients.every((each) => each.gone)
  return report.gone && !gone ? { ...report, reason: 'other', gone } : report
}

function weight({ gone, verdict }: Outcome): number {
  return (gone ? 2 : 0) + (verdict === 'failed' ? 1 : 0)
}

function hashOf(...texts: string[]): Buffer {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text)
  return hash.digest()
}

const receivers = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']

/** A mail server delivers to one address. Each address costs a MAC, so their number is bounded. */
const mostAddressees = 100

/** Reads the addressees of the mail. It is sent to the envelope sender, which mail servers write into one of these headers. */
function addressees({ headers }: MailParts): string[] {
  return headers
    .filter(({ key }) => receivers.includes(key))
    .flatMap(({ value }) => value.slice(0, 10_000).match(/[^\s<>,;:"@]{1,200}@[^\s<>,;:"@]{1,255}/g) ?? [])
    .slice(0, mostAddressees)
}

const mostTokens = 50

/** Reads addresses like bounces+TOKEN@… anywhere in the mail: some reports go to another address and name ours only in the original. */
function addressesWithin({ everything }: MailParts): string[] {
  const found = new Set<string>()
  for (const text of everything)
    for (const { index, 0: token } of text.matchAll(/\+[0-9a-z]{41}@/gi)) {
      const local = /[^\s<>,;:"=()[\]]{1,64}$/.exec(text.slice(Math.max(0, index - 64), index))?.[0] ?? ''
      const domain = /^[a-z0-9.-]{1,255}/i.exec(text.slice(index + token.length, index + token.length + 255))?.[0] ?? ''
      found.add(`${local}${token}${domain}`)
      if (found.size >= mostTokens) return [...found]
    }
  return [...found]
}
