import { Readable } from 'node:stream'
import { withoutAddresses } from './cleaning.ts'
import type { MailResult } from './mail.ts'

/**
 * The progress of sending. `whole` is true once the whole message was sent. This decides between `unsure` and a certain failure if
 * no answer came. Nodemailer reports a lost connection in the same words before and after the final dot, so errors do not tell. Its
 * connection writes the dot when the message stream ends, and not before, so the end of that stream is observed. If it has not
 * ended, the server never had a whole message. If it has, the message may have been accepted.
 */
export interface Progress {
  whole: boolean
}

interface Compiled {
  data: { progress?: Progress }
  message: { createReadStream(...options: never[]): Readable }
}

/** A Nodemailer plugin for the step `stream`. It observes messages that carry a `progress`. */
export function noticeAcceptance(mail: unknown, done: () => void): void {
  const { data, message } = mail as Compiled
  const createReadStream = message.createReadStream.bind(message)
  message.createReadStream = (...options) => {
    const stream = Readable.from(inPieces(createReadStream(...options)), { objectMode: false })
    return stream.once('end', () => {
      if (data.progress) data.progress.whole = true
    })
  }
  done()
}

const pieceLength = 32_768

/**
 * Splits chunks, so that back-pressure works. An attachment arrives as one chunk; unsplit, the stream would end long before it was
 * sent.
 */
async function* inPieces(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer>)
    for (let start = 0; start < chunk.length; start += pieceLength) yield chunk.subarray(start, start + pieceLength)
}

interface SmtpError {
  code?: string
  message?: string
  response?: string
  responseCode?: number
  permanent?: boolean
}

/**
 * Translates an error of Nodemailer into an outcome.
 * A reply of 400 or above means that the server has refused the message. Without a reply, `progress` decides.
 * @param progress whether the whole message was sent
 * @param to the recipient, whose address is removed from the answer
 */
export function acceptanceOf(error: unknown, progress: Progress, to: string): MailResult {
  const { code = '', response, message = '', responseCode = 0, permanent } = error as SmtpError
  const answer = withoutAddresses(response ?? message, to)
  const aboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (responseCode >= 400) return { outcome: permanent === true && aboutMessage ? 'permanent' : 'passing', answer }
  if (progress.whole) return { outcome: 'unsure', answer }
  return { outcome: aboutMessage ? 'permanent' : 'passing', answer }
}
