import type { Returned, ReturnedMail } from './returned-mail.ts'
import { outcome } from './outcome.ts'

/** Amazon's notifications in JSON, either alone or within a message of its notification service. Anything may stand in one. */
export type Notification = Readonly<Record<string, unknown>>

export function notificationOf(text: string): Notification | null {
  if (!text.trimStart().startsWith('{')) return null
  try {
    const [json = ''] = text.split(/\n-- ?\n/)
    const outer = objectFrom(JSON.parse(json.replace(/\n ?/g, '')))
    return typeof outer['Message'] === 'string' ? objectFrom(JSON.parse(outer['Message'])) : outer
  } catch {
    return null
  }
}

export function kindOfNotification(notification: Notification | null): ReturnedMail['kind'] | null {
  const kind = notification?.['notificationType'] ?? notification?.['eventType']
  if (typeof kind !== 'string') return null
  if (kind === 'Bounce') return 'report'
  return kind === 'Complaint' ? 'complaint' : 'success'
}

/** The recipients that a notification names, each to be judged. */
export function notificationRecipients(notification: Notification | null): (() => Returned['recipients'][number])[] {
  const recipients = objectFrom(notification?.['bounce'])['bouncedRecipients']
  if (!Array.isArray(recipients)) return []
  return recipients.filter(isObject).map(({ emailAddress, status, diagnosticCode }) => () => ({
    address: textFrom(emailAddress),
    ...outcome('failed', {
      said: textFrom(diagnosticCode)
        .replace(/^[\w-]{1,40};/, '')
        .trim(),
      status: /^[245]\.\d{1,3}\.\d{1,3}$/.exec(textFrom(status))?.[0] ?? '',
      notice: '',
      system: '',
    }),
  }))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function objectFrom(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {}
}

function textFrom(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
