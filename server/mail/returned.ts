import { createHash } from 'node:crypto'
import PostalMime, { type Email } from 'postal-mime'
import { oneLine } from './cleaning.ts'

/** A parsed delivery status notification (RFC 3464). */
export interface Returned {
  /** Addresses to which the notification was sent, from its own headers. One is the envelope sender of the returned mail. */
  to: string[]
  /** Hash of the report alone, so that it does not depend on the message around it. */
  reportHash: Buffer
  /** The worst result of all recipients in the report. A mail of ours has one recipient. */
  verdict: 'failed' | 'delayed'
  /** Enhanced status code (RFC 3463), such as 5.1.1. */
  status: string
  /** Diagnostic text of the server that gave up, on one line. It may contain addresses. */
  said: string
}

/**
 * Parses returned mail.
 * @returns null for any other mail: answers, out-of-office notes, reports of success
 */
export async function readReturned(raw: Buffer): Promise<Returned | null> {
  const email = await PostalMime.parse(raw, { forceRfc822Attachments: true })
  const report = email.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')
  if (!report || !isReport(email)) return null
  const text =
    typeof report.content === 'string' ? report.content : Buffer.from(report.content as ArrayBuffer).toString()
  const groups = text
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map(fieldsOf)
  const worst = groups.find(({ action }) => action === 'failed') ?? groups.find(({ action }) => action === 'delayed')
  if (!worst) return null
  const { action, status = '', 'diagnostic-code': diagnosis = '' } = worst
  return {
    to: addressees(email),
    reportHash: createHash('sha256').update(text).digest(),
    verdict: action === 'failed' ? 'failed' : 'delayed',
    status: /[245]\.\d{1,3}\.\d{1,3}/.exec(status)?.[0] ?? '',
    said: oneLine(diagnosis.replace(/^[\w-]+;/, '')),
  }
}

function isReport({ headers }: Email): boolean {
  const type = headers.find(({ key }) => key === 'content-type')?.value ?? ''
  return /^multipart\/report\b/i.test(type.trim())
}

/** Parses header fields. Names become lower case, and folded lines are joined. */
function fieldsOf(group: string): Record<string, string> {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n')
  const fields = lines.flatMap((line) => {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
    return name === undefined ? [] : [[name.toLowerCase(), (value ?? '').trim()] as const]
  })
  const all = Object.fromEntries(fields)
  return { ...all, ...(all['action'] !== undefined && { action: all['action'].toLowerCase() }) }
}

/**
 * Reads the addressees of the notification. It is sent to the envelope sender, which mail servers write into one of these headers.
 * The wrapped message is ignored, because anybody can forge it.
 */
function addressees({ headers }: Email): string[] {
  return headers
    .filter(({ key }) => ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'].includes(key))
    .flatMap(({ value }) => value.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [])
}
