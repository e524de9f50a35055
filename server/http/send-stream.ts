import type { FastifyReply } from 'fastify'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'

/**
 * Sends a body in parts, as fast as the client reads them. Returns when everything is sent. If the client leaves first, it ends the
 * source and returns. If the source fails, it cuts the connection, so that the client sees that the body is incomplete.
 */
export async function sendStream(reply: FastifyReply, type: string, parts: AsyncIterable<string>): Promise<void> {
  const body = Readable.from(parts, { objectMode: false })
  const ended = finished(body).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
  void reply.type(type).send(body)
  await ended
}
