import type { MailParts } from './mail-parts.ts'
import type { Returned, ReturnedMail } from './returned-mail.ts'
import { outcome } from './outcome.ts'

/** Amazon's notifications in JSON, either alone or within a message of its notification service. */
export function notificationIn({ text }: MailParts): ReturnedMail['kind'] | null {
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

export function notificationRecipients(text: string): Returned['recipients'] {
  const recipients = notificationOf(text)?.bounce?.bouncedRecipients
  if (!Array.isArray(recipients)) return []
  return recipients.slice(0, 100).map(({ emailAddress, status, diagnosticCode }) => ({
    address: textFrom(emailAddress),
    ...outcome('failed', {
      said: textFrom(diagnosticCode)
        .replace(/^[\w-]{1,40};/, '')
        .trim(),
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
