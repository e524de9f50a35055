import { createHash } from 'node:crypto'
import { judgeRefusal, namesReason } from './bounces/judge-refusal.ts'
import { partsOf, type MailParts } from './bounces/mail-parts.ts'
import { meansGone, type Reason } from './bounces/phrases.ts'
import {
  autoReplyHeaders,
  autoReplySubjects,
  listSenders,
  machineNames,
  machineSenders,
  originalBegins,
  reportOpeners,
  reportSubjects,
  stillTrying,
} from './bounces/shapes.ts'
import { oneLine } from './cleaning.ts'

/**
 * What came to a return address:
 * - `report`: a mail server reports that a mail failed or is late.
 * - `success`: a mail server reports that a mail arrived.
 * - `complaint`: a provider reports that a reader marked a mail as spam (RFC 5965).
 * - `auto-reply`: a mail program answered, for example because of an absence (RFC 3834), or says that the mail was displayed.
 * - `reply`: a person answered.
 * - `unread`: a machine sent it, and it cannot be read.
 */
export type ReturnedMail = Returned | (Addressed & { kind: OtherKind; text: string })
export type OtherKind = 'success' | 'complaint' | 'auto-reply' | 'reply' | 'unread'

interface Addressed {
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
  /** Words of the server that gave up, on one line. They may contain addresses. */
  said: string
  reason: Reason
  /** True if the report says for good that the address does not exist, and nothing in it speaks against that. */
  gone: boolean
}

/** Parses the report of a mail server. Returns null for any other mail. */
export async function readReturned(raw: Buffer): Promise<Returned | null> {
  const mail = await readReturnedMail(raw)
  return mail.kind === 'report' ? mail : null
}

/**
 * Reads a mail that came to a return address. Trusts nothing in it: only an address with a token of ours proves which mail it
 * belongs to.
 */
export async function readReturnedMail(raw: Buffer): Promise<ReturnedMail> {
  const parts = await partsOf(raw)
  const addressed = { to: addressees(parts), within: addressesWithin(parts) }
  const notice = noticeOf(parts.text)
  const groups = [...parts.fields, ...(parts.fields.length === 0 ? fieldsInText(parts) : [])].flatMap(groupsOf)
  const kind = kindOf(parts, groups, notice)
  if (kind !== 'report')
    return { ...addressed, kind, reportHash: hashOf(parts.subject, parts.text), text: parts.text.trim() }
  const recipients = outcomesOf(parts, groups, notice)
  const worst = recipients.toSorted((a, b) => weight(b) - weight(a))[0] ?? unknownOutcome
  const { address: _, ...outcome } = { address: '', ...worst }
  const reportHash = hashOf(...(parts.fields.length > 0 ? parts.fields : [notice]))
  return { ...addressed, kind, ...outcome, reportHash, recipients }
}

const unknownOutcome: Outcome = { verdict: 'failed', status: '', reply: '', said: '', reason: 'other', gone: false }

function weight({ gone, verdict }: Outcome): number {
  return (gone ? 2 : 0) + (verdict === 'failed' ? 1 : 0)
}

function hashOf(...texts: string[]): Buffer {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text)
  return hash.digest()
}

function kindOf(parts: MailParts, groups: readonly Group[], notice: string): ReturnedMail['kind'] {
  const { headers, partTypes, subject, type } = parts
  if (partTypes.has('message/feedback-report') || /report-type="?feedback-report/.test(type)) return 'complaint'
  if (partTypes.has('message/disposition-notification') || /report-type="?disposition-notification/.test(type))
    return 'auto-reply'
  const notification = notificationIn(parts)
  if (notification) return notification
  if (groups.some(({ verdict }) => verdict === 'failed' || verdict === 'delayed')) return 'report'
  if (groups.some(({ verdict }) => verdict === 'arrived')) return 'success'
  const machine = isMachine(headers)
  if (headers.some(({ key }) => key === 'x-failed-recipients')) return 'report'
  const saysSo = reportSubjects.some((pattern) => pattern.test(subject))
  const opens = reportOpeners.some((pattern) => pattern.test(notice.slice(0, 3000)))
  const returned = isReturned(headers)
  if (!machine && isAutoReply(parts)) return 'auto-reply'
  if ((machine || /^multipart\/report\b/.test(type)) && (saysSo || opens)) return 'report'
  if (returned && saysSo && opens) return 'report'
  if (machine && autoReplySubjects.some((pattern) => pattern.test(subject))) return 'auto-reply'
  if (machine && returned && (namesReason(notice) || repliesIn(notice) !== '')) return 'report'
  return machine || (returned && !isAnswer(parts)) ? 'unread' : 'reply'
}

/** Amazon's notifications in JSON, either alone or within a message of its notification service. */
function notificationIn({ text }: MailParts): ReturnedMail['kind'] | null {
  const { notificationType, eventType } = notificationOf(text) ?? {}
  const kind = notificationType ?? eventType
  if (typeof kind !== 'string') return null
  if (kind === 'Bounce') return 'report'
  return kind === 'Complaint' ? 'complaint' : 'success'
}

interface Notification {
  notificationType?: unknown
  eventType?: unknown
  Message?: unknown
  bounce?: { bouncedRecipients?: { emailAddress?: unknown; status?: unknown; diagnosticCode?: unknown }[] }
}

function notificationOf(text: string): Notification | null {
  if (!text.trimStart().startsWith('{')) return null
  try {
    const [json = ''] = text.split(/\n-- ?\n/)
    const outer = JSON.parse(json.replace(/\n ?/g, '')) as Notification
    return typeof outer.Message === 'string' ? (JSON.parse(outer.Message) as Notification) : outer
  } catch {
    return null
  }
}

function isMachine(headers: MailParts['headers']): boolean {
  const from = headers.find(({ key }) => key === 'from')?.value.slice(0, 1000) ?? ''
  if (from.trim() === '' || /^\s*<>\s*$/.test(from)) return true
  const [, address = ''] = /<([^<>]*)>/.exec(from) ?? [, from]
  const local = (address.split('@')[0] ?? '').trim().toLowerCase()
  if (listSenders.test(local)) return true
  return machineSenders.includes(local.replace(/[^a-z]/g, '')) || machineNames.test(from)
}

/** Returns true if the mail has no sender to which anything could be returned, as reports must (RFC 5321, section 4.5.5). */
function isReturned(headers: MailParts['headers']): boolean {
  return headers.some(({ key, value }) => key === 'return-path' && /^\s*<?(?:MAILER-DAEMON[^>]{0,100})?>?\s*$/i.test(value))
}

function isAutoReply({ headers, subject }: MailParts): boolean {
  if (autoReplySubjects.some((pattern) => pattern.test(subject))) return true
  return autoReplyHeaders.some(({ name, value }) =>
    headers.some((header) => header.key === name && (value === undefined || value.test(header.value))),
  )
}

function isAnswer({ headers, subject }: MailParts): boolean {
  return (
    /^\s*(?:re|aw|sv|antw|odp|ynt|rv|res|回复|返信)\s*(?:\[\d+\])?\s*[:：]/i.test(subject) ||
    headers.some(({ key }) => key === 'in-reply-to')
  )
}

/** The text of the report, without the original mail that it returns. */
function noticeOf(text: string): string {
  const lines = text.split('\n')
  const begins = lines.findIndex((line) => originalBegins.some((pattern) => pattern.test(line.slice(0, 200))))
  const notice = begins < 0 ? text : lines.slice(0, begins).join('\n')
  return notice.trim() === '' ? text : notice
}

interface Group {
  address: string
  verdict: 'failed' | 'delayed' | 'arrived' | 'unknown'
  status: string
  said: string
  /** The words beside the status, such as "(mailbox full)". */
  comment: string
}

/** Fields in a mail whose parts are not marked as such. */
function fieldsInText({ text }: MailParts): string[] {
  const start = /^(?:Reporting-MTA|Final-Recipient|Original-Recipient|Action): ?\S/im.exec(text)?.index
  return start === undefined ? [] : [text.slice(start, start + 5000)]
}

function groupsOf(text: string): Group[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .slice(0, 100)
    .map(fieldsOf)
    .filter((fields) => fields['action'] !== undefined || fields['status'] !== undefined || 'diagnostic-code' in fields)
    .map((fields) => {
      const { action = '', status = '', 'diagnostic-code': diagnosis = '' } = fields
      const recipient = fields['original-recipient'] ?? fields['final-recipient'] ?? ''
      const said = oneLine(diagnosis.replace(/^[\w-]{1,40};/, ''))
      const code = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/.exec(status)?.[0] ?? ''
      return {
        address: oneLine(recipient.replace(/^[\w-]{1,40};/, '')).replace(/^<|>$/g, ''),
        verdict: verdictOf(action, code, said),
        status: code,
        said,
        comment: /\(([^()]*)\)/.exec(status)?.[1] ?? '',
      }
    })
}

const arrived = ['delivered', 'deliverable', 'relayed', 'expanded']

function verdictOf(action: string, status: string, said: string): Group['verdict'] {
  const word = /^\W*([a-z]+)/i.exec(action)?.[1]?.toLowerCase() ?? ''
  if (arrived.includes(word)) return 'arrived'
  if (word.startsWith('delay')) return 'delayed'
  if (word !== '') return word.startsWith('fail') || word.startsWith('expire') || word.startsWith('undeliver') ? 'failed' : 'unknown'
  if (/^[45]/.test(status)) return status.startsWith('5') ? 'failed' : 'delayed'
  return /^\s*5\d\d\b/.test(said) ? 'failed' : 'unknown'
}

/** Parses header fields. Names become lower case, and folded lines are joined. */
function fieldsOf(group: string): Record<string, string> {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n')
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^\s*([\w-]{1,60}) ?:\s?(.*)$/.exec(line.slice(0, 5000)) ?? []
      return name === undefined ? [] : [[name.toLowerCase(), (value ?? '').trim()] as const]
    }),
  )
}

function outcomesOf(parts: MailParts, groups: readonly Group[], notice: string): Returned['recipients'] {
  const system = [parts.type, ...parts.fields].join('\n').slice(0, 5000)
  const listed = groups.filter(({ verdict }) => verdict === 'failed' || verdict === 'delayed')
  if (listed.length > 0) {
    const blocks = blocksOf(notice)
    return listed.map(({ address, verdict, status, said, comment }) => {
      const own = blocks.find((block) => block.address.toLowerCase() === address.toLowerCase())?.text
      const words = said === '' || /^\d{1,3}$/.test(said) ? `${said} ${repliesIn(listed.length === 1 ? notice : (own ?? ''))}`.trim() : said
      return {
        address,
        ...outcome(verdict === 'failed' ? 'failed' : 'delayed', {
          said: words,
          status,
          notice: `${said === '' ? comment : ''}\n${listed.length === 1 ? notice : (own ?? '')}`,
          system,
          fields: true,
        }),
      }
    })
  }
  const json = notificationRecipients(parts.text)
  if (json.length > 0) return json
  const verdict = stillTrying.some((pattern) => pattern.test(parts.subject) || pattern.test(notice)) ? 'delayed' : 'failed'
  const blocks = blocksOf(notice)
  const all = blocks.length > 1 ? blocks : [{ address: blocks[0]?.address ?? '', text: notice }]
  const intro = blocks.length > 1 ? '' : parts.subject
  return all.map(({ address, text }) => ({
    address,
    ...outcome(verdict, { said: repliesIn(text), status: '', notice: `${intro}\n${text}`, system, fields: false }),
  }))
}

function outcome(verdict: Outcome['verdict'], refusal: Parameters<typeof judgeRefusal>[0]): Outcome {
  const { status, reply, reason } = judgeRefusal(refusal)
  return { verdict, status, reply, said: oneLine(refusal.said), reason, gone: verdict === 'failed' && meansGone(reason) }
}

/** The parts of a notice that begin with an address each. */
function blocksOf(notice: string): { address: string; text: string }[] {
  const blocks = new Map<string, { address: string; text: string }>()
  let current: { address: string; text: string } | undefined
  for (const line of notice.split('\n').slice(0, 2000)) {
    const [, address] = /^(?:[^\w@]{0,12}|\W{0,6}[45]\d\d [^\w@]{0,3})([^\s<>"'@:;,()]{1,64}@[^\s<>"':;,()]{1,255})["'>]{0,2}(?:[\s:,(]|\.{3}|$)/.exec(line.slice(0, 500)) ?? []
    if (address !== undefined) {
      const known = blocks.get(address.toLowerCase())
      current = known ?? { address, text: '' }
      blocks.set(address.toLowerCase(), current)
    }
    if (current) current.text += `${line}\n`
  }
  return [...blocks.values()]
}

/** The lines of a notice that hold a reply or a status code, with the lines that continue them. */
function repliesIn(text: string): string {
  const lines = text.split('\n').slice(0, 500)
  const kept: string[] = []
  let open = 0
  for (const line of lines) {
    const code = /(?<![\d.])(?:[45][0-7]\d[- :]|[45]\.\d{1,3}\.\d{1,3}(?![\d.]*\d))/.test(line.slice(0, 1000))
    if (code) open = 4
    if (open > 0 && line.trim() !== '') kept.push(line)
    open = line.trim() === '' ? 0 : open - 1
    if (kept.length > 40) break
  }
  return oneLine(kept.join('\n'))
}

function notificationRecipients(text: string): Returned['recipients'] {
  const recipients = notificationOf(text)?.bounce?.bouncedRecipients
  if (!Array.isArray(recipients)) return []
  return recipients.slice(0, 100).map(({ emailAddress, status, diagnosticCode }) => ({
    address: textFrom(emailAddress),
    ...outcome('failed', {
      said: oneLine(textFrom(diagnosticCode).replace(/^[\w-]{1,40};/, '')),
      status: /^[245]\.\d{1,3}\.\d{1,3}$/.exec(textFrom(status))?.[0] ?? '',
      notice: '',
      system: '',
      fields: true,
    }),
  }))
}

function textFrom(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

const receivers = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']

/** Reads the addressees of the mail. It is sent to the envelope sender, which mail servers write into one of these headers. */
function addressees({ headers }: MailParts): string[] {
  return headers
    .filter(({ key }) => receivers.includes(key))
    .flatMap(({ value }) => value.slice(0, 10_000).match(/[^\s<>,;:"@]{1,200}@[^\s<>,;:"@]{1,255}/g) ?? [])
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
