import { Readable } from 'node:stream'
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
  message: { createReadStream(...options: never[]): Readable }
}

/** A Nodemailer plugin of the step `stream`, for messages that carry a `progress`. */
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

/** An attachment comes as one chunk, and the connection would have all of it, and the end, long before any of it was sent. */
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

export function acceptanceOf(error: unknown, progress: Progress, to: string): Handover {
  const { code = '', response, message = '', responseCode = 0, permanent } = error as SmtpError
  const answer = withoutAddresses(response ?? message, to)
  const aboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (responseCode >= 400) return { outcome: permanent === true && aboutMessage ? 'permanent' : 'passing', answer }
  if (progress.whole) return { outcome: 'unsure', answer }
  return { outcome: aboutMessage ? 'permanent' : 'passing', answer }
}
