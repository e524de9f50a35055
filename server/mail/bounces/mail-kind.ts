import { namesReason } from './judge-refusal.ts'
import type { MailParts } from './mail-parts.ts'
import { repliesIn } from './notice.ts'
import { kindOfNotification } from './notification.ts'
import type { Group } from './report-fields.ts'
import type { ReturnedMail } from './returned-mail.ts'
import {
  autoReplyHeaders,
  autoReplySubjects,
  listSenders,
  machineNames,
  machineSenders,
  otherMachines,
  reportOpeners,
  reportSubjects,
} from './shapes.ts'

/** Decides what a mail is. A person's mail is no report, whatever its text quotes. */
export function kindOf(parts: MailParts, groups: readonly Group[], notice: string): ReturnedMail['kind'] {
  const { partTypes, type } = parts
  if (partTypes.has('message/feedback-report') || /report-type="?feedback-report/.test(type)) return 'complaint'
  if (partTypes.has('message/disposition-notification') || /report-type="?disposition-notification/.test(type))
    return 'auto-reply'
  return kindOfNotification(parts.notification) ?? byFields(parts, groups) ?? byText(parts, notice)
}

const reportType = /^multipart\/report\b/

/** Decides by the fields of a report. Returns null if there are none, or a person quotes them. */
function byFields({ headers, type }: MailParts, groups: readonly Group[]): ReturnedMail['kind'] | null {
  if (senderOf(headers) === 'person' && !reportType.test(type) && !isReturned(headers)) return null
  if (groups.some(({ verdict }) => verdict === 'failed' || verdict === 'delayed')) return 'report'
  if (groups.some(({ verdict }) => verdict === 'arrived')) return 'success'
  return headers.some(({ key }) => key === 'x-failed-recipients') ? 'report' : null
}

function byText(parts: MailParts, notice: string): ReturnedMail['kind'] {
  const sender = senderOf(parts.headers)
  if (sender === 'person') return isAutoReply(parts) ? 'auto-reply' : byTextOfPerson(parts, notice)
  if (sender === 'machine' && isAutoReply(parts)) return 'auto-reply'
  if (looksLikeReport(parts, notice) !== 'no') return 'report'
  if (autoReplySubjects.some((pattern) => pattern.test(parts.subject))) return 'auto-reply'
  if (sender === 'daemon') return byTextOfDaemon(parts, notice)
  return reportType.test(parts.type) ? 'unread' : 'auto-reply'
}

/** Decides what a daemon's mail without the words of a report is. A person may write as postmaster. */
function byTextOfDaemon(parts: MailParts, notice: string): ReturnedMail['kind'] {
  const returned = isReturned(parts.headers)
  if (isReplySubject(parts) && !returned) return 'reply'
  const refuses = namesReason(notice) || repliesIn(notice) !== ''
  const hasPath = parts.headers.some(({ key }) => key === 'return-path')
  return refuses && (returned || !hasPath) ? 'report' : 'unread'
}

/** Decides what a mail with the address of a person is: a mail system may use such an address too. */
function byTextOfPerson(parts: MailParts, notice: string): ReturnedMail['kind'] {
  const looks = looksLikeReport(parts, notice)
  if (reportType.test(parts.type)) return looks === 'no' ? 'unread' : 'report'
  if (!isReturned(parts.headers) || isAnswer(parts)) return 'reply'
  // Reports and automatic replies alone have no address to return to.
  return looks === 'both' ? 'report' : 'auto-reply'
}

/** Tells whether the subject or the first words are those of a report, or both. */
function looksLikeReport({ subject }: MailParts, notice: string): 'both' | 'one' | 'no' {
  const beginning = notice.slice(0, longestOpening)
  const signs = [
    reportSubjects.some((pattern) => pattern.test(subject)),
    reportOpeners.some((pattern) => pattern.test(beginning)),
  ].filter(Boolean).length
  return (['no', 'one', 'both'] as const)[signs] ?? 'no'
}

/** In characters. */
const longestOpening = 3000

export function fromOf(headers: MailParts['headers']): string {
  return (headers.find(({ key }) => key === 'from')?.value ?? '').slice(0, 500).trim()
}

/** `daemon`: a program that sends nothing but reports. `machine`: another program. */
function senderOf(headers: MailParts['headers']): 'daemon' | 'machine' | 'person' {
  const from = fromOf(headers)
  if (from === '' || /^<>$/.test(from)) return 'daemon'
  const address = /<([^<>]*)>/.exec(from)?.[1] ?? from
  const local = (address.split('@')[0] ?? '').trim().toLowerCase()
  const letters = local.replace(/[^a-z]/g, '')
  if (machineSenders.includes(letters) || machineNames.test(from) || listSenders.test(local)) return 'daemon'
  return otherMachines.includes(letters) ? 'machine' : 'person'
}

/** Returns true if the mail has no sender to which anything could be returned, as reports must (RFC 5321, section 4.5.5). */
function isReturned(headers: MailParts['headers']): boolean {
  return headers.some(
    ({ key, value }) => key === 'return-path' && /^<?(?:MAILER-DAEMON[^>]{0,100})?>?$/i.test(value.trim()),
  )
}

function isAutoReply({ headers, subject }: MailParts): boolean {
  if (autoReplySubjects.some((pattern) => pattern.test(subject))) return true
  return autoReplyHeaders.some(({ name, value }) =>
    headers.some((header) => header.key === name && (value === undefined || value.test(header.value))),
  )
}

function isAnswer(parts: MailParts): boolean {
  return isReplySubject(parts) || parts.headers.some(({ key }) => key === 'in-reply-to')
}

/** Returns true for the subject of an answer or of a mail that a person forwards. */
function isReplySubject({ subject }: MailParts): boolean {
  return /^\s*(?:re|aw|sv|antw|odp|ynt|rv|res|fwd?|wg|tr|回复|返信)\s*(?:\[\d+\])?\s*[:：]/i.test(subject)
}
