/** What the features ask of the mail server, and nothing of how it is reached. */
export interface Mail {
  send(message: Outgoing): Promise<Handover>
}

export interface Outgoing {
  /** `code` goes out under the neutral sender and asks machines not to answer. */
  kind: 'code' | 'delivery' | 'organizer' | 'update'
  /** One bare address. */
  to: string
  subject: string
  text: string
  html?: string
  attachments?: readonly Attachment[]
  /** With or without its angle brackets. Give one where a message may be sent again. */
  messageId?: string
  headers?: Readonly<Record<string, string>>
  /** A bare address. */
  replyTo?: string
  /** The envelope's sender, where mail that comes back is to tell whose it was. */
  bounceTo?: string
  /** Another display name, or another address of ours, than the configured sender's. */
  from?: { name?: string; address?: string }
}

export interface Attachment {
  filename: string
  content: Buffer
  contentType: string
}

/**
 * - `accepted`: the mail server has taken responsibility for the message.
 * - `passing`: it has not, and may later.
 * - `permanent`: it never will.
 * - `unsure`: the whole message went out and no answer came back.
 */
export interface Handover {
  outcome: 'accepted' | 'passing' | 'permanent' | 'unsure'
  /** What the server said, on one line, without any address. */
  answer: string
}
