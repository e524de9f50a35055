import type { ReturnedMail } from '../../server/mail/bounces/returned-mail.ts'
import { judgeMail, openMail } from '../../server/mail/returned.ts'

/** Returned mail, as mail servers write it. */
export interface Report {
  /** The envelope sender of the returned mail, to which the report goes. */
  to: string
  action?: 'failed' | 'delayed' | 'delivered'
  status?: string
  recipient?: string
  said?: string
  /** The header in which the mail server names the receiver of the report. */
  header?: string
}

/** A report as Postfix writes it (RFC 3464). It contains the whole returned message. */
export function returnedMail({
  to,
  action = 'failed',
  status = '5.1.1',
  recipient = 'ada.hartley@board.example',
  said = `550 5.1.1 <${recipient}>: Recipient address rejected: User unknown`,
  header = 'To',
}: Report): string {
  return [
    `${header}: ${to}`,
    ...(header === 'To' ? [] : ['To: postmaster@relay.example']),
    'From: MAILER-DAEMON@mx.board.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Mon, 2 Mar 2026 10:00:00 +0000 (UTC)',
    'Message-Id: <20260302100000.A1B2C3@mx.board.example>',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="A1B2C3.1740909600/mx.board.example"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--A1B2C3.1740909600/mx.board.example',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    "I'm sorry to have to inform you that your message could not be delivered.",
    '',
    '--A1B2C3.1740909600/mx.board.example',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.board.example',
    'X-Postfix-Queue-ID: A1B2C3',
    'Arrival-Date: Mon,  2 Mar 2026 09:59:58 +0000 (UTC)',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Original-Recipient: rfc822;${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mail.board.example',
    `Diagnostic-Code: smtp; ${said.replace(': ', ':\n    ')}`,
    '',
    '--A1B2C3.1740909600/mx.board.example',
    'Content-Description: Undelivered Message',
    'Content-Type: message/rfc822',
    '',
    'From: Round Robin <letters@roundrobin.example>',
    'To: bounces+0000000000000000000000000000000000000000z@roundrobin.example',
    'Subject: Open letter',
    '',
    'To Ada Hartley',
    '--A1B2C3.1740909600/mx.board.example--',
    '',
  ].join('\r\n')
}

/** Opens and judges a mail, as the server does if the mail has a token. */
export async function readReturnedMail(raw: Buffer): Promise<ReturnedMail> {
  return judgeMail(await openMail(raw))
}
