/** Sends mail. Features use this interface and know nothing of the transport. */
export interface Mail {
  send(message: Outgoing): Promise<MailResult>
}

export interface Outgoing {
  /** `code` uses the neutral sender and asks auto-responders not to answer. */
  kind: 'code' | 'delivery' | 'organizer' | 'update'
  /** One bare address. */
  to: string
  subject: string
  text: string
  html?: string
  attachments?: readonly Attachment[]
  /** With or without angle brackets. Set it if the message may be sent again. */
  messageId?: string
  headers?: Readonly<Record<string, string>>
  /** A bare address. */
  replyTo?: string
  /** Envelope sender for mails whose bounces must be identified. */
  bounceTo?: string
  /** Overrides the display name or the address of the configured sender. */
  from?: { name?: string; address?: string }
}

export interface Attachment {
  filename: string
  content: Buffer
  contentType: string
}

/**
 * - `accepted`: the mail server has taken responsibility for the message.
 * - `passing`: it has refused the message, but may accept it later.
 * - `permanent`: it will never accept the message.
 * - `unsure`: the whole message was sent, and no answer arrived.
 */
export interface MailResult {
  outcome: 'accepted' | 'passing' | 'permanent' | 'unsure'
  /** The server's answer, on one line and without addresses. */
  answer: string
}
