import type { FastifyReply } from 'fastify'

/**
 * Sends a PDF that somebody else made, as a download that browsers do not display.
 * If a browser opens it anyway, the policy stops its scripts and requests.
 * The headers cannot restrict the PDF reader that opens the saved file.
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
