import type { FastifyReply } from 'fastify'

/**
 * A PDF that somebody else made: saved and never shown here, and whoever opens it from the disk all the same gets a page that runs
 * nothing and asks nobody. What a PDF reader does with it is beyond these headers.
 */
export function sendForeignPdf(reply: FastifyReply, pdf: Buffer, name: string): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('x-download-options', 'noopen')
    .header('x-robots-tag', 'noindex, nofollow, noarchive')
    .type('application/pdf')
    .send(pdf)
}
