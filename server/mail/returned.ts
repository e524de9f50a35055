import { createHash } from 'node:crypto'
import PostalMime, { type Email } from 'postal-mime'
import { oneLine } from './cleaning.ts'

/** A delivery-status notification (RFC 3464), read. */
export interface Returned {
  /** Whom the notification was sent to: the envelope sender of what came back, as far as its head tells. */
  to: string[]
  /** The report itself, whatever was wrapped around it. */
  reportHash: Buffer
  /** By recipient; one of ours has one. */
  verdict: 'failed' | 'delayed'
  /** RFC 3463, like 5.1.1 */
  status: string
  /** In the words of the server that gave up, on one line; it may hold addresses. */
  said: string
}

/** Returned mail as it came. Null for everything else: answers, out-of-office notes, reports of success. */
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

/** Header fields by their names in lower case, folded lines joined. */
function fieldsOf(group: string): Record<string, string> {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n')
  const fields = lines.flatMap((line) => {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
    return name === undefined ? [] : [[name.toLowerCase(), (value ?? '').trim()] as const]
  })
  const all = Object.fromEntries(fields)
  return { ...all, ...(all['action'] !== undefined && { action: all['action'].toLowerCase() }) }
}

/** A notification is sent to the envelope sender; mail servers write it into one of these. Of the message within nothing is believed. */
function addressees({ headers }: Email): string[] {
  return headers
    .filter(({ key }) => ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'].includes(key))
    .flatMap(({ value }) => value.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [])
}
