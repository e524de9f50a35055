import { withoutAddresses } from './cleaning.ts'
import type { Handover } from './mail.ts'

/**
 * Whether a message may have been delivered although no answer came turns on one moment: the dot that ends it. Nodemailer
 * reports a lost connection in the same words before and after that dot, so the moment is taken from the stream that
 * its connection reads: the connection writes the dot when that stream ends, and not before. A stream that has not ended was
 * never a whole message; one that has may have arrived.
 */
export interface Progress {
  whole: boolean
}

interface Compiled {
  data: { progress?: Progress }
  message: { createReadStream(...options: never[]): { once(event: 'end', listener: () => void): unknown } }
}

/** A Nodemailer plugin of the step `stream`, for messages that carry a `progress`. */
export function noticeHandover(mail: unknown, done: () => void): void {
  const { data, message } = mail as Compiled
  const createReadStream = message.createReadStream.bind(message)
  message.createReadStream = (...options) => {
    const stream = createReadStream(...options)
    stream.once('end', () => data.progress && (data.progress.whole = true))
    return stream
  }
  done()
}

interface SmtpError {
  code?: string
  message?: string
  response?: string
  responseCode?: number
  permanent?: boolean
}

export function handoverOf(error: unknown, progress: Progress, to: string): Handover {
  const { code = '', response, message = '', responseCode = 0, permanent } = error as SmtpError
  const answer = withoutAddresses(response ?? message, to)
  const aboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (responseCode >= 400) return { outcome: permanent === true && aboutMessage ? 'permanent' : 'passing', answer }
  if (progress.whole) return { outcome: 'unsure', answer }
  return { outcome: aboutMessage ? 'permanent' : 'passing', answer }
}
